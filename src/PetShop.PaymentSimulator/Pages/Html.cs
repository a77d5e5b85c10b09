using System.Text.Encodings.Web;

namespace PetShop.PaymentSimulator.Pages;

/// <summary>The parts that all pages have. Pages load nothing and run no scripts.</summary>
internal static class Html
{
    private const string Style = """
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.45 }
        body { margin: 0 auto; max-width: 70rem; padding: 1rem }
        h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
        .wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
        th, td { border-bottom: 1px solid #8886; padding: .35rem .6rem; text-align: left; white-space: nowrap }
        td.number { text-align: right; font-variant-numeric: tabular-nums }
        code { font-size: .9em } .note { color: GrayText }
        button { font: inherit; padding: .7rem 1.2rem; margin: .3rem .5rem .3rem 0 }
        """;

    /// <summary>Text that is safe in HTML and in quoted attributes.</summary>
    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML.</param>
    public static IResult Page(string title, string body, int status = StatusCodes.Status200OK) => Results.Content($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <h1>{Encode(title)}</h1>
        {body}
        </body>
        </html>

        """, "text/html; charset=utf-8", statusCode: status);

    /// <summary>A table, or a sentence if it would be empty.</summary>
    /// <param name="rows">The cells of each row: HTML.</param>
    public static string Table(string[] heads, IReadOnlyList<string[]> rows) => rows.Count == 0
        ? """<p class="note">None yet.</p>"""
        : $"""
        <div class="wide"><table>
        <thead><tr>{string.Concat(heads.Select(head => $"<th scope=\"col\">{Encode(head)}</th>"))}</tr></thead>
        <tbody>
        {string.Join('\n', rows.Select(row => $"<tr>{string.Concat(row)}</tr>"))}
        </tbody></table></div>
        """;

    public static string Cell(string? text) => $"<td>{Encode(text)}</td>";

    public static string Code(string? text) => $"<td><code>{Encode(text)}</code></td>";

    public static string Number(string text) => $"<td class=\"number\">{Encode(text)}</td>";

    /// <summary>No scripts, no other site's frames, nothing loaded.</summary>
    public static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
    }
}
