using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.State;

/// <summary>Everything that the simulator knows. Use it only inside <see cref="Ledger"/>.</summary>
internal sealed class Tables
{
    /// <summary>How many deliveries can be under way at the same time.</summary>
    public const int Lanes = 4;

    private readonly Dictionary<string, SavedAnswer> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _refunds = new(StringComparer.Ordinal);
    private readonly SortedSet<(long SendAt, long Sequence, string Id)>[] _pending =
        [.. Enumerable.Range(0, Lanes).Select(_ => new SortedSet<(long, long, string)>())];

    public Table<PaymentMethod> Methods { get; } = new(method => method.Id);
    public Table<PaymentIntent> Intents { get; } = new(intent => intent.Id);
    public Table<Charge> Charges { get; } = new(charge => charge.Id);
    public Table<Refund> Refunds { get; } = new(refund => refund.Id);
    public Table<Dispute> Disputes { get; } = new(dispute => dispute.Id);
    public Table<ProviderEvent> Events { get; } = new(happened => happened.Id);
    public Table<Delivery> Deliveries { get; } = new(delivery => delivery.Id);

    /// <summary>The number of the next delivery.</summary>
    public long NextSequence { get; private set; } = 1;

    public SavedAnswer? Answer(string key) => _answers.GetValueOrDefault(key);

    /// <summary>The refunds of a payment, the oldest first.</summary>
    public IEnumerable<Refund> RefundsOf(string intent) =>
        _refunds.GetValueOrDefault(intent, []).Select(id => Refunds.Find(id)!);

    /// <summary>The delivery of a lane that is due first.</summary>
    public Delivery? NextDelivery(int lane) =>
        _pending[lane].Count == 0 ? null : Deliveries.Find(_pending[lane].Min.Id);

    public void Apply(JournalLine line)
    {
        PutAll(Methods, line.Methods);
        PutAll(Intents, line.Intents);
        PutAll(Charges, line.Charges);
        foreach (var refund in line.Refunds ?? [])
            Put(refund);
        PutAll(Disputes, line.Disputes);
        PutAll(Events, line.Events);
        foreach (var delivery in line.Deliveries ?? [])
            Put(delivery);
        if (line.Answer is { } answer)
            _answers[answer.Key] = answer;
    }

    private static void PutAll<T>(Table<T> table, IReadOnlyList<T>? rows)
        where T : class
    {
        foreach (var row in rows ?? [])
            table.Put(row);
    }

    private void Put(Refund refund)
    {
        if (Refunds.Find(refund.Id) is null)
        {
            if (!_refunds.TryGetValue(refund.PaymentIntent, out var ids))
                _refunds[refund.PaymentIntent] = ids = [];
            ids.Add(refund.Id);
        }
        Refunds.Put(refund);
    }

    private void Put(Delivery delivery)
    {
        if (Deliveries.Find(delivery.Id) is { } before)
            _pending[before.Lane].Remove((before.SendAt, before.Sequence, before.Id));
        if (delivery.State == DeliveryState.Pending)
            _pending[delivery.Lane].Add((delivery.SendAt, delivery.Sequence, delivery.Id));
        NextSequence = Math.Max(NextSequence, delivery.Sequence + 1);
        Deliveries.Put(delivery);
    }
}
