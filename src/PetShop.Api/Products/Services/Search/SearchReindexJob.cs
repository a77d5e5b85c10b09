using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Products.Services.Search;

/// <summary>
/// Updates the search entries of products that use a renamed category, pet type or brand, and entries that a crash left
/// outdated. After an interruption, the next run continues where the last one stopped.
/// </summary>
internal sealed class SearchReindexJob(SearchReindexer renewals) : IJob
{
    public string Name => "search-renewals";

    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await renewals.RunAsync(ct))
        {
        }
    }
}

/// <summary>
/// Does the same in <c>migrate</c>: if a new version rewrites all entries, the shop must find its products before it
/// starts.
/// </summary>
internal sealed class SearchReindexSeeder(SearchReindexJob job) : ISeeder
{
    public int Order => 30;

    public Task SeedAsync(CancellationToken ct) => job.RunAsync(ct);
}
