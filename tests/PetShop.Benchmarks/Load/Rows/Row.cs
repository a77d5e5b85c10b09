using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load.Rows;

/// <summary>A row of the table: what is measured, and what it is compared with.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Title">The title in the table.</param>
/// <param name="Goal">The target ratio: a minimum, or a maximum for latency.</param>
/// <param name="Make">Finds both targets for one shop.</param>
internal sealed record Row(string Name, string Title, double Goal, Func<RowTargets, (Target Ours, Target Theirs)> Make)
{
    /// <summary>Whether the row needs a node that caches nothing.</summary>
    public bool NeedsForgetful { get; init; }

    /// <summary>Whether the row needs customers with carts and orders.</summary>
    public bool NeedsShoppers { get; init; }

    /// <summary>Whether the row needs pgbench, and customers who place orders.</summary>
    public bool NeedsPgbench { get; init; }

    /// <summary>Whether the row compares latencies.</summary>
    public bool IsLatency { get; init; }
}
