using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load.Rows;

/// <summary>A line of the table: what is measured and against what.</summary>
/// <param name="Name">As it is chosen on the command line.</param>
/// <param name="Title">As it stands in the table.</param>
/// <param name="Goal">The ratio that is wanted: at least, but for latency, where it is at most.</param>
/// <param name="Make">Finds both targets for one shop.</param>
internal sealed record Row(string Name, string Title, double Goal, Func<RowTargets, (Target Ours, Target Theirs)> Make)
{
    /// <summary>Whether it needs a node that caches nothing.</summary>
    public bool NeedsForgetful { get; init; }

    /// <summary>Whether it needs customers with carts and orders.</summary>
    public bool NeedsShoppers { get; init; }

    /// <summary>Whether it needs pgbench, and customers who order.</summary>
    public bool NeedsPgbench { get; init; }

    /// <summary>Whether it compares latencies.</summary>
    public bool IsLatency { get; init; }
}
