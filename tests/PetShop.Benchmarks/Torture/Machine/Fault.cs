namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>Something bad that happens to a server.</summary>
/// <param name="Name">For the progress lines.</param>
/// <param name="Wait">How long nothing bad happens before it.</param>
/// <param name="StrikeAsync">Returns when the server runs again.</param>
internal sealed record Fault(string Name, TimeSpan Wait, Func<CancellationToken, Task> StrikeAsync);

/// <summary>An endless sequence of faults.</summary>
internal interface IFaultPlan
{
    /// <summary>The next one.</summary>
    Fault Next();
}

/// <summary>
/// Faults of servers, which depend on the seed alone. Several plans at once make faults overlap.
/// </summary>
internal sealed class FaultPlan(int seed, TortureShop shop) : IFaultPlan
{
    private readonly Random _random = new(seed);

    public Fault Next()
    {
        var wait = TimeSpan.FromSeconds(_random.Next(4, 20));
        var time = TimeSpan.FromSeconds(_random.NextDouble() * 6);
        var node = shop.Nodes[_random.Next(shop.Nodes.Count)];
        var choice = _random.Next();
        return _random.Next(17) switch
        {
            0 or 1 => Kill(shop.Postgres, time / 2, wait),
            2 => new("a process of PostgreSQL killed", wait, ct => shop.Postgres.KillChildAsync(choice, ct)),
            3 or 4 => Freeze(shop.Postgres, time * 2, wait),
            5 => new("PostgreSQL restarted", wait, shop.Postgres.RestartAsync),
            6 => Kill(shop.Redis, time, wait),
            7 => Freeze(shop.Redis, time, wait),
            8 or 9 => Kill(node, time, wait),
            10 => Freeze(node, time, wait),
            11 => new("Redis restarted", wait, shop.Redis.RestartAsync),
            12 or 13 => Kill(shop.Provider, time, wait),
            14 => Freeze(shop.Provider, time * 2, wait),
            15 => new($"{shop.Provider.Name} restarted", wait, shop.Provider.RestartAsync),
            _ => new($"{node.Name} restarted", wait, node.RestartAsync),
        };
    }

    private static Fault Kill(Victim victim, TimeSpan down, TimeSpan wait) =>
        new($"{victim.Name} killed, down for {down.TotalSeconds:F1} s", wait, ct => victim.KillAsync(down, ct));

    private static Fault Freeze(Victim victim, TimeSpan time, TimeSpan wait) =>
        new($"{victim.Name} frozen for {time.TotalSeconds:F1} s", wait, ct => victim.FreezeAsync(time, ct));
}
