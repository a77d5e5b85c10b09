using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Products.Services.Search;

/// <summary>
/// Renews the search entries of the products that use a renamed category, pet type or brand, and what a crash has left
/// undone.
/// Where it was stopped in the middle, the next run goes on.
/// </summary>
internal sealed class SearchRenewalJob(SearchRenewals renewals) : IJob
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
/// Does the same in <c>migrate</c>, so that a shop whose entries a new version makes anew finds its products before it
/// opens.
/// </summary>
internal sealed class SearchRenewalSeeder(SearchRenewalJob job) : ISeeder
{
    public int Order => 30;

    public Task SeedAsync(CancellationToken ct) => job.RunAsync(ct);
}
