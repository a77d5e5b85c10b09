using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Auth.Services.Search;

/// <summary>
/// Makes accounts searchable that are not: those that an older version made. Each batch commits, so that it goes on
/// where it was stopped.
/// </summary>
internal sealed class AccountSearchJob(IUnitOfWork work, UserRepository users) : IJob
{
    /// <summary>Accounts in one transaction.</summary>
    public const int Batch = 1_000;

    public string Name => "account-search";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await work.CommitAsync(() => FillAsync(ct), ct) == Batch)
        {
        }
    }

    /// <returns>How many were filled.</returns>
    private async Task<int> FillAsync(CancellationToken ct)
    {
        var found = await users.LockUnsearchableAsync(Batch, ct);
        foreach (var user in found)
            user.FillSearchText();
        return found.Count;
    }
}

/// <summary>Does the same in <c>migrate</c>, so that a shop finds its accounts before it opens.</summary>
internal sealed class AccountSearchSeeder(AccountSearchJob job) : ISeeder
{
    public int Order => 5;

    public Task SeedAsync(CancellationToken ct) => job.RunAsync(ct);
}
