using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using PetShop.MailSink.Mails;
using PetShop.MailSink.Smtp;

namespace PetShop.MailSink.Pages;

/// <summary>
/// The pages for people, and JSON for tests. Mails contain links that open accounts: the sink answers only requests to
/// this machine by its own name, so that a page of another site cannot read them through a name it has pointed here.
/// </summary>
internal static class SinkRoutes
{
    public static void MapSink(this WebApplication app)
    {
        var inbox = app.Services.GetRequiredService<Inbox>();
        var faults = app.Services.GetRequiredService<FaultBox>();
        app.Use((context, next) =>
        {
            Html.Protect(context.Response);
            if (IsOwnName(context.Request.Host.Host))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        });
        app.MapGet("/", () => MailPages.List(inbox.List()));
        app.MapGet("/mails/{id:int}", (int id) =>
            inbox.Find(id) is { } mail ? MailPages.Show(mail) : MailPages.NotFound());
        app.MapGet("/mails/{id:int}/html", (int id, HttpResponse response) =>
        {
            Html.ProtectMail(response);
            return inbox.Find(id)?.Html is { } html
                ? Results.Content(html, "text/html; charset=utf-8") : MailPages.NotFound();
        });
        app.MapGet("/storefront/{**path}", MailPages.Storefront);
        app.MapGet("/api/mails", () => Results.Json(inbox.List(), SinkJson.Default.IReadOnlyListMail));
        app.MapDelete("/api/mails", () =>
        {
            inbox.Clear();
            return Results.NoContent();
        });
        app.MapPost("/api/faults", (HttpRequest request) => OrderAsync(request, faults));
        app.MapDelete("/api/faults", () =>
        {
            faults.Clear();
            return Results.NoContent();
        });
    }

    private static bool IsOwnName(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Only JSON, which a page of another site cannot send here.</summary>
    private static async Task<IResult> OrderAsync(HttpRequest request, FaultBox faults)
    {
        if (!request.HasJsonContentType())
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        try
        {
            if (await request.ReadFromJsonAsync(SinkJson.Default.Fault) is not { } fault)
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            faults.Add(fault);
            return Results.NoContent();
        }
        catch (JsonException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<Mail>)), JsonSerializable(typeof(Fault))]
internal sealed partial class SinkJson : JsonSerializerContext;
