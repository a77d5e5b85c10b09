using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Auth.Services.Search;

/// <summary>
/// Fills the search text of accounts that an older version created. Each batch commits, so that an interrupted run
/// continues where it stopped.
/// </summary>
internal sealed class AccountSearchJob(IUnitOfWork work, UserRepository users) : IJob
{
    /// <summary>The number of accounts per transaction.</summary>
    public const int Batch = 1_000;

    public string Name => "account-search";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await work.CommitAsync(() => FillAsync(ct), ct) == Batch)
        {
        }
    }

    /// <returns>The number of accounts that were filled.</returns>
    private async Task<int> FillAsync(CancellationToken ct)
    {
        var found = await users.LockUnsearchableAsync(Batch, ct);
        foreach (var user in found)
            user.FillSearchText();
        return found.Count;
    }
}

/// <summary>Does the same in <c>migrate</c>, so that a shop finds its accounts before it starts.</summary>
internal sealed class AccountSearchSeeder(AccountSearchJob job) : ISeeder
{
    public int Order => 5;

    public Task SeedAsync(CancellationToken ct) => job.RunAsync(ct);
}
