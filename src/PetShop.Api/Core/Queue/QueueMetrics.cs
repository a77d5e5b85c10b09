using System.Diagnostics.Metrics;

namespace PetShop.Api.Core.Queue;

/// <summary>What became of the items that this node took.</summary>
internal sealed class QueueMetrics
{
    public const string MeterName = "PetShop.Queue";
    private readonly Counter<long> _items;

    public QueueMetrics(IMeterFactory meters) => _items = meters.Create(MeterName).CreateCounter<long>(
        "petshop.queue.items", description: "Items of each queue that were done, failed, postponed or parked.");

    public void Count(string queue, string outcome) =>
        _items.Add(1, new KeyValuePair<string, object?>("queue", queue), new("outcome", outcome));
}
