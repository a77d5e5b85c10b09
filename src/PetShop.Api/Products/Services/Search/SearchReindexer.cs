using PetShop.Api.Core.Database;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Search;

/// <summary>Processes the pending renewals, one batch per transaction.</summary>
internal sealed class SearchReindexer(
    IUnitOfWork work, SearchIndexRepository entries, SearchIndex index, ProductCache cache)
{
    /// <summary>
    /// How many entries are locked at once: this takes about 50 ms, which is how long an edit of one of them may have
    /// to wait.
    /// </summary>
    public const int Batch = 500;

    /// <summary>Processes one batch.</summary>
    /// <returns>Whether there may be more.</returns>
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
    /// Updates the entries of these products and deletes their renewals. Fails if another transaction locks them for
    /// more than a second.
    /// </summary>
    public Task RunAsync(long[] productIds, long[] renewals, CancellationToken ct) => work.CommitAsync(async () =>
    {
        await entries.LimitWaitAsync(ct);
        // Before the products are read: renewals that are added later may belong to changes that are not visible here.
        await entries.EndAsync(renewals, ct);
        await index.WriteAsync(productIds, ct);
    }, ct);
}
