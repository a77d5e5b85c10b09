using System.Text.Encodings.Web;

namespace PetShop.MailSink.Pages;

/// <summary>The parts that all pages have. Pages load nothing from elsewhere and run no scripts.</summary>
internal static class Html
{
    private const string Style = """
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.45 }
        body { margin: 0 auto; max-width: 60rem; padding: 1rem }
        h1 { font-size: 1.4rem; overflow-wrap: anywhere } h2 { font-size: 1.1rem; margin-top: 2rem }
        ol { list-style: none; margin: 0; padding: 0 }
        li a { border-bottom: 1px solid #8886; color: inherit; display: block; padding: .6rem 0; text-decoration: none }
        li a:hover { background: #8882 } li strong { overflow-wrap: anywhere }
        .note { color: GrayText; display: block; font-size: .9rem; overflow-wrap: anywhere }
        iframe { background: #fff; border: 1px solid #8886; height: 46rem; width: 100% }
        pre { border: 1px solid #8886; overflow-wrap: anywhere; padding: .8rem; white-space: pre-wrap }
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

    /// <summary>No scripts, no other site's frames, nothing loaded but the own mails in frames.</summary>
    public static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; "
            + "frame-ancestors 'none'; form-action 'none'; base-uri 'none'";
        ProtectAlways(response);
    }

    /// <summary>For the HTML of a mail, which anybody may have written: it is shown, and can do nothing.</summary>
    public static void ProtectMail(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; "
            + "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'";
        ProtectAlways(response);
    }

    private static void ProtectAlways(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
    }
}
