using System.Globalization;

namespace PetShop.IntegrationTests.Shop;

/// <summary>A database that <c>migrate</c> created once for the run; each shop gets a copy.</summary>
internal static class TemplateDatabase
{
    private static readonly string Name = $"petshop_test_{Environment.ProcessId}_{Guid.NewGuid().ToString("n")[..6]}";
    private static readonly Lazy<Task> Made = new(CreateAsync);
    private static int _copies;

    /// <summary>A new copy, which the caller drops.</summary>
    public static async Task<string> CopyAsync()
    {
        await Made.Value;
        var copy = string.Create(CultureInfo.InvariantCulture, $"{Name}_{Interlocked.Increment(ref _copies)}");
        await TestServers.CreateDatabaseAsync(copy, Name);
        return copy;
    }

    public static Task DropAsync(string database) =>
        TestServers.ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    public static Task DropAsync() => Made.IsValueCreated ? DropAsync(Name) : Task.CompletedTask;

    private static async Task CreateAsync()
    {
        await TestServers.CreateDatabaseAsync(Name);
        await MigrateAsync(await TestServers.ConnectionToAsync(Name));
    }

    /// <summary>Runs the API's program as <c>PetShop.Api migrate</c> does, in this process, as the owner.</summary>
    /// <param name="database">A connection string to a database that <see cref="TestServers.CreateDatabaseAsync"/>
    /// created.</param>
    /// <param name="changed">Settings that differ from the usual ones.</param>
    public static async Task MigrateAsync(string database, params (string Key, string Value)[] changed)
    {
        var exitCode = await TryMigrateAsync(database, changed);
        if (exitCode != 0)
            throw new InvalidOperationException($"PetShop.Api migrate ended with {exitCode}; its log says why.");
    }

    /// <returns>The program's exit code.</returns>
    public static async Task<int> TryMigrateAsync(string database, params (string Key, string Value)[] changed)
    {
        database = TestServers.Roles.Owner.In(database);
        var settings = ShopSettings.For(database, (await TestServers.Running).Redis.ConnectionString, "template");
        settings.Add("BootstrapAdmin:Username", Admin.Name);
        settings.Add("BootstrapAdmin:Password", Admin.FirstPassword);
        settings.Add("BootstrapAdmin:Email", "admin@example.com");
        settings.Add("Database:ApplicationRole", TestServers.Roles.Nodes.Name);
        settings.Add("Logging:LogLevel:Default", "Warning");
        settings.Add("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "None");
        foreach (var (key, value) in changed)
            settings[key] = value;
        // A pool would keep connections to the template, which can't be copied while anyone is connected.
        settings["ConnectionStrings:PetShop"] += ";Pooling=false";
        return await ShopProgram.RunAsync("migrate", settings);
    }
}
