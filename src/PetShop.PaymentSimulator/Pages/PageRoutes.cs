namespace PetShop.PaymentSimulator.Pages;

/// <summary>The pages for people.</summary>
internal static class PageRoutes
{
    public static void MapPages(this WebApplication app)
    {
        var overview = app.Services.GetRequiredService<OverviewPage>();
        var authentication = app.Services.GetRequiredService<AuthenticationPage>();
        var pages = app.MapGroup("").AddEndpointFilter((context, next) =>
        {
            Html.Protect(context.HttpContext.Response);
            return next(context);
        });
        pages.MapGet("/", overview.Show);
        pages.MapGet("/authenticate/{id}", (string id, HttpRequest request) =>
            authentication.Show(id, request.Query["client_secret"]));
        pages.MapPost("/authenticate/{id}", async (string id, HttpRequest request) =>
        {
            if (!request.HasFormContentType)
                return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
            var form = await request.ReadFormAsync();
            return await authentication.FinishAsync(id, form["client_secret"], form["outcome"]);
        });
    }
}
