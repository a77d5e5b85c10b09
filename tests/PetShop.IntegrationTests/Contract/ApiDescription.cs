using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using PetShop.Api.Core.OpenApi;

namespace PetShop.IntegrationTests.Contract;

/// <summary>
/// The shop's OpenAPI document. Generating it needs no server: the database named here does not exist.
/// </summary>
internal sealed class ApiDescription : WebApplicationFactory<ApiTag>
{
    private const string CheckedInPath = "tests/PetShop.IntegrationTests/Contract/openapi.json";

    private static readonly Lazy<Task<string>> Made = new(CreateAsync);

    /// <summary>The path of the checked-in copy.</summary>
    public static string CheckedIn => Path.Combine(Repository, CheckedInPath);

    /// <summary>The repository's folder.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "PetShop.sln")))
                folder = folder.Parent
                    ?? throw new InvalidOperationException("The tests do not run from inside the repository.");
            return folder.FullName;
        }
    }

    public static Task<string> TextAsync() => Made.Value;

    /// <summary>All operations with their path and method.</summary>
    public static async Task<IReadOnlyList<(string Name, JsonObject Operation)>> OperationsAsync()
    {
        var document = JsonNode.Parse(await TextAsync())!;
        return [.. from path in document["paths"]!.AsObject()
                   from operation in path.Value!.AsObject()
                   select ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!.AsObject())];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:PetShop", "Host=127.0.0.1;Port=1;Database=none;Username=none");
        builder.UseSetting("Database:MinPoolSize", "0");
        builder.UseSetting("Jobs:Enabled", "false");
    }

    private static async Task<string> CreateAsync()
    {
        await using var shop = new ApiDescription();
        using var client = shop.CreateClient();
        return await client.GetStringAsync(new Uri("/swagger/v1/swagger.json", UriKind.Relative)) + "\n";
    }
}
