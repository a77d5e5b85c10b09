using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Queue;
using PetShop.Api.Operations.Dtos.Background;

namespace PetShop.Api.Operations.Services.Background;

/// <summary>What the shop does in the background: seeing it, and repeating what failed.</summary>
public interface IWorkService
{
    Task<JobsResponse> ListAsync(CancellationToken ct);

    /// <summary>Lets a job run soon, on any node.</summary>
    /// <exception cref="ShopException">404.</exception>
    Task<JobResponse> RunAsync(string job, CancellationToken ct);

    /// <exception cref="ShopException">404: there is no such queue.</exception>
    Task<Page<ParkedItemResponse>> ListParkedAsync(string queue, ParkedItemFilter filter, CancellationToken ct);

    /// <summary>Lets an item run again.</summary>
    /// <exception cref="ShopException">404: there is no such queue, or no such item is parked.</exception>
    Task<RetryResponse> RetryAsync(string queue, long id, CancellationToken ct);

    /// <summary>Lets the first parked items run again.</summary>
    /// <exception cref="ShopException">404: there is no such queue.</exception>
    Task<RetryResponse> RetryAllAsync(string queue, CancellationToken ct);
}

internal sealed class WorkService(IUnitOfWork work, JobCatalogue jobs, QueueCatalogue queues, IWorkQueue queue)
    : IWorkService
{
    private const string ListName = "parked-items";

    public async Task<JobsResponse> ListAsync(CancellationToken ct) => new()
    {
        Jobs = [.. (await jobs.ListAsync(ct)).Select(JobResponse.From)],
        Queues = [.. (await queues.ListAsync(ct)).Select(QueueResponse.From)],
    };

    public async Task<JobResponse> RunAsync(string job, CancellationToken ct)
    {
        var known = await jobs.FindAsync(job, ct)
            ?? throw ShopException.NotFound("There is no such job. GET /admin/jobs lists them.");
        await work.CommitAsync(() =>
        {
            var item = RunJobHandler.Item(known.Name);
            queue.Remove(item.Queue, item.Key);     // one that was given up
            queue.Add(item);
            return Task.CompletedTask;
        }, ct);
        return JobResponse.From(known);
    }

    public async Task<Page<ParkedItemResponse>> ListParkedAsync(
        string queue, ParkedItemFilter filter, CancellationToken ct)
    {
        Require(queue);
        var after = Cursor.Decode<long?>(ListName, filter.Cursor);
        var rows = await queues.ListParkedAsync(queue, after, filter.Limit + 1, ct);
        return Page.From(rows, filter.Limit, row => Cursor.Encode<long?>(ListName, row.Id))
            .Map(ParkedItemResponse.From);
    }

    public async Task<RetryResponse> RetryAsync(string queue, long id, CancellationToken ct)
    {
        Require(queue);
        if (await queues.RetryAsync(queue, id, ct) == 0)
            throw ShopException.NotFound($"No item {id} of this queue is parked.");
        return new() { Retried = 1, HasMore = false };
    }

    public async Task<RetryResponse> RetryAllAsync(string queue, CancellationToken ct)
    {
        Require(queue);
        var count = await queues.RetryAsync(queue, id: null, ct);
        return new() { Retried = count, HasMore = count == QueueCatalogue.RetriedAtOnce };
    }

    private void Require(string queue)
    {
        if (!queues.Contains(queue))
            throw ShopException.NotFound("There is no such queue. GET /admin/jobs lists them.");
    }
}
