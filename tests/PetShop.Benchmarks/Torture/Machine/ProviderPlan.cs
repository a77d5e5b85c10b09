using System.Text.Json.Nodes;

namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>
/// An endless sequence of what the payment provider does wrong while it runs. It depends on the seed alone.
/// </summary>
internal sealed class ProviderPlan(int seed, TortureShop shop) : IFaultPlan
{
    private static readonly string[] Kinds =
    [
        "timeout_after", "timeout_before", "error_after", "error_before", "closed_after", "closed", "rate_limit",
        "latency", "down", "webhook_twice", "webhook_late", "webhook_never", "webhook_reversed",
        "webhook_before_answer",
    ];

    private static readonly string?[] Operations = ["create", "refund", "capture", "cancel", null, null];

    private readonly Random _random = new(seed);

    public Fault Next()
    {
        var wait = TimeSpan.FromSeconds(1 + _random.NextDouble() * 3);
        var node = shop.Nodes[_random.Next(shop.Nodes.Count)];
        var fails = _random.Next(4) == 0;
        var random = new Random(_random.Next());
        var fault = SomeFault();
        return _random.Next(13) switch
        {
            0 => new($"the provider's messages go to {node.Name}", wait,
                _ => shop.Provider.Control.SendMessagesToAsync(node.Address)),
            1 => new(fails ? "the bank fails refunds" : "the bank finishes refunds", wait,
                _ => shop.Provider.Control.FinishRefundsAsync(() => !fails)),
            2 => new("cardholders contest payments", wait, _ => shop.Provider.Control.DisputeAsync(random)),
            3 => new("the bank decides disputes", wait,
                _ => shop.Provider.Control.CloseDisputesAsync(() => random.Next(2) == 0)),
            4 => new("somebody refunds at the provider", wait, _ => shop.Provider.Control.RefundAsync(random)),
            _ => new($"the provider: {fault["kind"]}, {fault["times"]} times", wait,
                _ => shop.Provider.Control.MisbehaveAsync(fault)),
        };
    }

    private JsonObject SomeFault()
    {
        var kind = Kinds[_random.Next(Kinds.Length)];
        return new()
        {
            ["kind"] = kind,
            ["times"] = _random.Next(1, 6),
            ["operation"] = Operations[_random.Next(Operations.Length)],
            // longer than the shop waits: the effect comes after the call was given up
            ["delay_ms"] = _random.Next(300, kind == "latency" ? 14_000 : 6_000),
        };
    }
}
