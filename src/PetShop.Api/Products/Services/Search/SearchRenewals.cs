using PetShop.Api.Core.Database;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Search;

/// <summary>Does the renewals that are noted, a batch a transaction.</summary>
internal sealed class SearchRenewals(
    IUnitOfWork work, SearchIndexRepository entries, SearchIndex index, ProductCache cache)
{
    /// <summary>
    /// So many entries are locked at once: about 50 ms' work, which is as long as an edit of one of them may have to
    /// wait.
    /// </summary>
    public const int Batch = 500;

    /// <summary>Renews one batch.</summary>
    /// <returns>Whether there may be more to do.</returns>
    public Task<bool> RunAsync(CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (await entries.TakeAsync(ct) is not { } renewal)
            return false;
        var ids = await entries.NextAsync(renewal, Batch, ct);
        await index.WriteAsync([.. ids], ct);
        if (ids.Count == Batch)
        {
            await entries.AdvanceAsync(renewal, ids[^1], ct);
            return true;
        }
        await entries.EndAsync([renewal.Id], ct);
        work.InvalidateAfterCommit(cache.DropListsAsync);
        return true;
    }, ct);

    /// <summary>
    /// Renews these products and ends what was noted of them. Fails where somebody else locks them for more than a
    /// second.
    /// </summary>
    public Task RunAsync(long[] productIds, long[] renewals, CancellationToken ct) => work.CommitAsync(async () =>
    {
        await entries.LimitWaitAsync(ct);
        // Before the products are read: what is noted later is of a change that may not be seen here.
        await entries.EndAsync(renewals, ct);
        await index.WriteAsync(productIds, ct);
    }, ct);
}
