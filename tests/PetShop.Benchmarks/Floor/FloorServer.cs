using PetShop.Benchmarks.Floor;

[assembly: HostingStartup(typeof(FloorStartup))]

namespace PetShop.Benchmarks.Floor;

/// <summary>The floor alone: controllers, a database if one is configured, and nothing else.</summary>
internal static class FloorServer
{
    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddControllers();
        if (builder.Configuration[RawDatabase.Setting] is { } database)
            builder.Services.AddSingleton(RawDatabase.Open(database));
        var app = builder.Build();
        app.MapControllers();
        await app.RunAsync();
    }
}

/// <summary>
/// Adds the same action to the shop, behind its whole pipeline. ASPNETCORE_HOSTINGSTARTUPASSEMBLIES names
/// this assembly.
/// </summary>
internal sealed class FloorStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
        services.AddControllers().AddApplicationPart(typeof(FloorController).Assembly));
}
