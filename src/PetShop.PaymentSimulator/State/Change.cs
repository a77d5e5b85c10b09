using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.State;

/// <summary>
/// What one call reads and changes. Nothing is visible to others until the call ends; then everything is.
/// </summary>
internal sealed class Change(Tables tables, DateTimeOffset now)
{
    private readonly Dictionary<string, PaymentMethod> _methods = [];
    private readonly Dictionary<string, PaymentIntent> _intents = [];
    private readonly Dictionary<string, Charge> _charges = [];
    private readonly Dictionary<string, Refund> _refunds = [];
    private readonly Dictionary<string, Dispute> _disputes = [];
    private readonly Dictionary<string, Delivery> _deliveries = [];
    private readonly List<ProviderEvent> _events = [];
    private SavedAnswer? _answer;

    /// <summary>The state before the change.</summary>
    public Tables Tables => tables;

    /// <summary>In milliseconds since 1970.</summary>
    public long NowMilliseconds => now.ToUnixTimeMilliseconds();

    /// <summary>In seconds since 1970.</summary>
    public long Now => now.ToUnixTimeSeconds();

    /// <summary>The events of this call, the oldest first.</summary>
    public IReadOnlyList<ProviderEvent> Events => _events;

    public PaymentMethod? Method(string id) => _methods.GetValueOrDefault(id) ?? tables.Methods.Find(id);

    public PaymentIntent? Intent(string id) => _intents.GetValueOrDefault(id) ?? tables.Intents.Find(id);

    public Charge? Charge(string id) => _charges.GetValueOrDefault(id) ?? tables.Charges.Find(id);

    public PaymentMethod Put(PaymentMethod method) => _methods[method.Id] = method;

    public PaymentIntent Put(PaymentIntent intent) => _intents[intent.Id] = intent;

    public Charge Put(Charge charge) => _charges[charge.Id] = charge;

    public Refund Put(Refund refund) => _refunds[refund.Id] = refund;

    public Dispute Put(Dispute dispute) => _disputes[dispute.Id] = dispute;

    public Delivery Put(Delivery delivery) => _deliveries[delivery.Id] = delivery;

    public void Put(SavedAnswer answer) => _answer = answer;

    /// <summary>Notes that something happened to an object.</summary>
    public void Raise<T>(string type, T about, Origin origin) => _events.Add(new ProviderEvent
    {
        Id = Ids.New("evt_"),
        ApiVersion = origin.ApiVersion,
        Created = Now,
        Data = new EventData { Object = ObjectsJson.Of(about) },
        PendingWebhooks = 1,
        Request = new EventRequest { Id = origin.RequestId, IdempotencyKey = origin.IdempotencyKey },
        Type = type,
    });

    /// <summary>Forgets everything that the call changed.</summary>
    public void Discard()
    {
        _methods.Clear();
        _intents.Clear();
        _charges.Clear();
        _refunds.Clear();
        _disputes.Clear();
        _deliveries.Clear();
        _events.Clear();
    }

    /// <returns>Null if the call changed nothing.</returns>
    public JournalLine? ToLine()
    {
        var line = new JournalLine
        {
            Methods = Rows(_methods),
            Intents = Rows(_intents),
            Charges = Rows(_charges),
            Refunds = Rows(_refunds),
            Disputes = Rows(_disputes),
            Events = _events.Count == 0 ? null : _events,
            Deliveries = Rows(_deliveries),
            Answer = _answer,
        };
        return line == new JournalLine() ? null : line;
    }

    private static List<T>? Rows<T>(Dictionary<string, T> rows) => rows.Count == 0 ? null : [.. rows.Values];
}

/// <summary>The request that an event comes from.</summary>
/// <param name="ApiVersion">The version of the API that the shop uses.</param>
internal sealed record Origin(string ApiVersion, string? RequestId = null, string? IdempotencyKey = null);
