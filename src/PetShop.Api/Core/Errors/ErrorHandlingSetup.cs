namespace PetShop.Api.Core.Errors;

public static class ErrorHandlingSetup
{
    /// <summary>One mapping from exceptions and bare status codes to problem details.</summary>
    public static WebApplicationBuilder AddErrors(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProblemWriter>().AddSingleton<FailoverMonitor>()
            .AddExceptionHandler<ShopExceptionHandler>();
        // The handler logs what needs to be logged; the middleware would log it a second time.
        builder.Services.Configure<Microsoft.AspNetCore.Builder.ExceptionHandlerOptions>(
            o => o.SuppressDiagnosticsCallback = _ => true);
        return builder;
    }

    public static WebApplication UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(page =>
        {
            var context = page.HttpContext;
            return context.RequestServices.GetRequiredService<ProblemWriter>()
                .WriteAsync(context, StatusProblems.For(context.Response.StatusCode));
        });
        return app;
    }

    /// <summary>Registers the problem that a violated constraint of a domain's table means for the caller.</summary>
    public static IServiceCollection AddConstraintProblem(
        this IServiceCollection services, string constraint, ProblemType type, string detail, string? field = null) =>
        services.AddSingleton(new ConstraintProblem(constraint, type, detail, field));
}
