using System.Globalization;
using PetShop.MailSink.Mails;

namespace PetShop.MailSink.Pages;

/// <summary>The list of mails, and a page for each.</summary>
internal static class MailPages
{
    public static IResult List(IReadOnlyList<Mail> mails) => Html.Page("Mails of the shop", mails.Count == 0
        ? """<p class="note">None yet. Whatever the shop sends arrives here; nobody else gets it.</p>"""
        : $"""
        <p class="note">The newest first. Whatever the shop sends arrives here; nobody else gets it.</p>
        <ol>
        {string.Join('\n', mails.Select(Entry))}
        </ol>
        """);

    public static IResult Show(Mail mail) => Html.Page(mail.Subject, $"""
        <p><a href="/">All mails</a></p>
        <p class="note">From {Html.Encode(mail.From)} to {Html.Encode(string.Join(", ", mail.To))}, {Time(mail)}</p>
        {(mail.Html is null ? "" : $"""
        <iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox"
          src="/mails/{Id(mail)}/html"></iframe>
        """)}
        <h2>Plain text</h2>
        <pre>{Html.Encode(mail.Text ?? "(none)")}</pre>
        <h2>Headers</h2>
        <pre>{string.Join('\n', mail.Headers.Select(h => Html.Encode($"{h.Name}: {h.Value}")))}</pre>
        """);

    public static IResult NotFound() => Html.Page("There is no such mail",
        """<p>The sink keeps the last mails until it ends. <a href="/">All mails</a></p>""",
        StatusCodes.Status404NotFound);

    /// <summary>Where the links of mails lead: in place of the shop's website.</summary>
    public static IResult Storefront() => Html.Page("Here the storefront would open", """
        <p>A storefront takes what the address names, and calls the API. In Swagger UI you can do the same by hand:</p>
        <ul>
        <li><code>/reset-password#token=…</code>: <code>POST /auth/password-reset</code> with the token and a new
        password</li>
        <li><code>/verify-email#token=…</code>: <code>POST /auth/email-verification</code> with the token</li>
        <li><code>/orders/ID</code>: <code>GET /sales/orders/ID</code>, signed in</li>
        <li><code>/orders/guest/ID#token=…</code>: <code>GET /sales/orders/guest/ID?token=…</code></li>
        </ul>
        <p>The token is in the address bar, after <code>#token=</code>.</p>
        """);

    private static string Entry(Mail mail) => $"""
        <li><a href="/mails/{Id(mail)}"><strong dir="auto">{Html.Encode(mail.Subject)}</strong>
        <span class="note">{Html.Encode(string.Join(", ", mail.To))} · {Time(mail)}</span></a></li>
        """;

    private static string Id(Mail mail) => mail.Id.ToString(CultureInfo.InvariantCulture);

    private static string Time(Mail mail) =>
        mail.ReceivedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
