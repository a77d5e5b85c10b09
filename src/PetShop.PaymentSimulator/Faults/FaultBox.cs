namespace PetShop.PaymentSimulator.Faults;

/// <summary>The faults that were ordered. They are not kept over a restart.</summary>
internal sealed class FaultBox
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private int _lastId;

    public FaultState Add(Fault fault)
    {
        lock (_gate)
        {
            var entry = new Entry(++_lastId, fault);
            _entries.Add(entry);
            return entry.State;
        }
    }

    public IReadOnlyList<FaultState> List()
    {
        lock (_gate)
            return [.. _entries.Select(entry => entry.State)];
    }

    public void Reset()
    {
        lock (_gate)
            _entries.Clear();
    }

    /// <summary>Decides how the next call misbehaves towards its client.</summary>
    /// <param name="operation">See <see cref="Fault.Operation"/>.</param>
    public FaultPlan DrawForCall(string operation) => Draw(operation, ofWebhooks: false);

    /// <summary>Decides how the webhooks of a call misbehave.</summary>
    public FaultPlan DrawForWebhooks(string operation) => Draw(operation, ofWebhooks: true);

    private FaultPlan Draw(string operation, bool ofWebhooks)
    {
        lock (_gate)
        {
            var drawn = _entries
                .Where(entry => entry.IsOfWebhooks == ofWebhooks && entry.AppliesTo(operation))
                .Select(entry => entry.Draw()).OfType<DrawnFault>().ToList();
            return drawn.Count == 0 ? FaultPlan.None : new FaultPlan(drawn);
        }
    }

    private sealed class Entry(int id, Fault fault)
    {
        /// <summary>The faults that also apply to calls that only read, unless the fault names an operation.</summary>
        private static readonly FaultKind[] OfReads =
            [FaultKind.Down, FaultKind.Closed, FaultKind.Latency, FaultKind.RateLimit];

#pragma warning disable CA5394 // Faults are meant to be repeatable.
        private readonly Random _random = new(fault.Seed);
        private int _hits;

        public FaultState State => new() { Id = id, Fault = fault, Hits = _hits, Left = fault.Times - _hits };

        public bool IsOfWebhooks => fault.Kind >= FaultKind.WebhookTwice;

        public bool AppliesTo(string operation) => fault.Times - _hits is null or > 0
            && (fault.Operation is null
                ? operation != Operation.Read || OfReads.Contains(fault.Kind)
                : fault.Operation == operation);

        public DrawnFault? Draw()
        {
            if (fault.Probability is { } probability && _random.NextDouble() >= probability)
                return null;
            _hits++;
            return new DrawnFault(id, fault, fault.Times == _hits);
        }
#pragma warning restore CA5394
    }
}

/// <summary>The names of operations in <see cref="Fault.Operation"/>.</summary>
internal static class Operation
{
    public const string Create = "create";
    public const string Update = "update";
    public const string Confirm = "confirm";
    public const string Capture = "capture";
    public const string Cancel = "cancel";
    public const string Refund = "refund";
    public const string Method = "method";
    public const string Read = "read";

    /// <summary>The customer authorises a payment, or fails to.</summary>
    public const string Authenticate = "authenticate";

    /// <summary>A bank decides: about a dispute or a refund.</summary>
    public const string Bank = "bank";

    public static IReadOnlyList<string> All { get; } =
        [Create, Update, Confirm, Capture, Cancel, Refund, Method, Read, Authenticate, Bank];
}
