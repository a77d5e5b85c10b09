using System.Collections.Concurrent;

namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>What the actors were told: all that the shop must keep to.</summary>
internal sealed class Journal
{
    private readonly ConcurrentDictionary<string, long> _resources = [];
    private readonly ConcurrentDictionary<(string Action, string Outcome), int> _outcomes = [];
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly ConcurrentQueue<Func<Task>> _doubts = [];
    private long _orders;
    private long _replays;

    /// <summary>Orders by their Idempotency-Key.</summary>
    public ConcurrentDictionary<string, PlacedOrder> Orders { get; } = [];

    /// <summary>Stock movements by the Idempotency-Key of the request that made them.</summary>
    public ConcurrentDictionary<string, MadeMovement> Movements { get; } = [];

    /// <summary>The Idempotency-Keys of shipments by order and number.</summary>
    public ConcurrentDictionary<(long Order, int Number), string> Shipments { get; } = [];

    /// <summary>Orders whose cancellation was confirmed.</summary>
    public ConcurrentDictionary<long, byte> Cancelled { get; } = [];

    /// <summary>Invoices whose payment was confirmed.</summary>
    public ConcurrentDictionary<long, byte> Paid { get; } = [];

    /// <summary>Payments by the Idempotency-Key of the request that began them.</summary>
    public ConcurrentDictionary<string, (long Order, int Number)> Payments { get; } = [];

    /// <summary>Payments that were answered as captured.</summary>
    public ConcurrentDictionary<(long Order, int Number), byte> Captured { get; } = [];

    /// <summary>What was made by requests whose key is its note.</summary>
    public ConcurrentDictionary<string, string> Noted { get; } = [];

    /// <summary>Codes of gift cards by the Idempotency-Key of the request that took them.</summary>
    public ConcurrentDictionary<string, string> Codes { get; } = [];

    /// <summary>Returns that were requested, by the Idempotency-Key.</summary>
    public IReadOnlyDictionary<string, long> Resources => _resources;

    /// <summary>How often each action had each outcome.</summary>
    public IReadOnlyDictionary<(string Action, string Outcome), int> Outcomes => _outcomes;

    /// <summary>
    /// Answers that must not be: another resource for the same key, an answer that never became clear.
    /// </summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public long OrderCount => Interlocked.Read(ref _orders);

    /// <summary>How many answers were repeated for a key that had been used.</summary>
    public long Replays => Interlocked.Read(ref _replays);

    /// <summary>
    /// Requests that were refused in the end, but had an unclear answer before: an earlier copy may still have been
    /// carried out. Each is sent again when all servers run again, and then has its final answer.
    /// </summary>
    public IReadOnlyCollection<Func<Task>> Doubts => _doubts;

    /// <summary>Records what was confirmed: of an order that was partly shipped, the rest was cancelled.</summary>
    public void Cancel(Answer answer)
    {
        if (answer.Body.GetProperty("status").GetString() == "cancelled")
            Cancelled.TryAdd(answer.Id(), 0);
    }

    public void KeepPayment(string key, Answer answer)
    {
        var payment = (answer.Body.GetProperty("order_id").GetInt64(), answer.Body.GetProperty("number").GetInt32());
        if (Payments.GetOrAdd(key, payment) is var kept && kept != payment)
            Blame($"The key {key} led to payment {kept} and to {payment}.");
        if (answer.Body.GetProperty("captured_amount").GetDecimal() > 0)
            Captured.TryAdd(payment, 0);
    }

    public void KeepNoted(string key, string what)
    {
        if (Noted.GetOrAdd(key, what) is var kept && kept != what)
            Blame($"The key {key} led to {kept} and to {what}.");
    }

    public void KeepCode(string key, string code)
    {
        if (Codes.GetOrAdd(key, code) != code)
            Blame($"The key {key} led to two codes.");
    }

    public void Doubt(Func<Task> ask) => _doubts.Enqueue(ask);

    public void Count(string action, Answer answer)
    {
        _outcomes.AddOrUpdate((action, answer.Outcome), 1, (_, count) => count + 1);
        if (answer.IsReplayed)
            Interlocked.Increment(ref _replays);
        if (answer.Status == 500)
            Blame($"{action}: {answer.Body}");
    }

    public int CountOf(string outcome) => _outcomes.Where(each => each.Key.Outcome == outcome).Sum(each => each.Value);

    public void Blame(string fault) => _faults.Enqueue(fault);

    /// <summary>Records the resource of a key. Each later answer for the key must be about the same one.</summary>
    public void Keep(string key, long id)
    {
        var kept = _resources.GetOrAdd(key, id);
        if (kept != id)
            Blame($"The key {key} led to {kept} and to {id}.");
    }

    public void Keep(string key, PlacedOrder order)
    {
        Keep(key, order.Id);
        if (Orders.TryAdd(key, order))
            Interlocked.Increment(ref _orders);
        else if (Orders[key] != order)
            Blame($"The key {key} was answered with {Orders[key]} and with {order}.");
    }
}

/// <summary>An order as the customer was told.</summary>
/// <param name="Expected">The total that the customer demanded; null for any.</param>
internal sealed record PlacedOrder(long Id, long UserId, decimal Total, decimal? Expected)
{
    /// <summary>The account of an order that belongs to none.</summary>
    public const long OfGuest = 0;
}

/// <summary>A stock movement as the admin was told.</summary>
internal sealed record MadeMovement(long Id, long ProductId, int Quantity);
