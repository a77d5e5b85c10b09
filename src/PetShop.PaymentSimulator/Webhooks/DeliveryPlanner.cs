using PetShop.PaymentSimulator.Faults;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Webhooks;

/// <summary>Decides when the events of a call are delivered, and in which order.</summary>
internal sealed class DeliveryPlanner(WebhookEndpoint endpoint, FaultBox faultBox)
{
    /// <summary>After a crash, held deliveries are sent at this time.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(1);

    private readonly Dictionary<int, List<Delivery>> _held = [];

    /// <summary>Makes the deliveries of a call's events. Called inside the ledger.</summary>
    /// <param name="operation">See <see cref="Fault.Operation"/>.</param>
    /// <returns>The deliveries that must arrive before the call is answered.</returns>
    public IReadOnlyList<Delivery> Plan(Change change, string operation)
    {
        if (endpoint.Url is null || change.Events.Count == 0)
            return [];
        var faults = faultBox.DrawForWebhooks(operation);
        var first = change.Tables.NextSequence;
        var copies = faults.Has(FaultKind.WebhookTwice) ? 2 : 1;
        var delay = faults.Delay(FaultKind.WebhookLate);
        var isHeld = faults.Reversed is not null || faults.Has(FaultKind.WebhookBeforeAnswer);
        var deliveries = change.Events.SelectMany(happened => Enumerable.Repeat(happened, copies))
            .Select((happened, index) => new Delivery
            {
                Id = Ids.New("whd_"),
                Event = happened.Id,
                Lane = LaneOf(happened),
                Sequence = first + index,
                SendAt = change.NowMilliseconds + (long)(isHeld ? LongestHold : delay).TotalMilliseconds,
                State = faults.Has(FaultKind.WebhookNever) ? DeliveryState.Withheld : DeliveryState.Pending,
            }).ToList();
        if (deliveries[0].State == DeliveryState.Pending && faults.Reversed is { } reversed)
            deliveries = Hold(change, reversed, deliveries);
        deliveries.ForEach(delivery => change.Put(delivery));
        return faults.Has(FaultKind.WebhookBeforeAnswer) && deliveries[0].State == DeliveryState.Pending
            ? deliveries : [];
    }

    /// <summary>Sends an event once more.</summary>
    /// <returns>False if there is no such event.</returns>
    public static bool Again(Change change, string id)
    {
        if (change.Tables.Events.Find(id) is not { } happened)
            return false;
        change.Put(new Delivery
        {
            Id = Ids.New("whd_"),
            Event = id,
            Lane = LaneOf(happened),
            Sequence = change.Tables.NextSequence,
            SendAt = change.NowMilliseconds,
            State = DeliveryState.Pending,
        });
        return true;
    }

    /// <summary>Keeps deliveries until the fault's last call, and then puts them into the opposite order.</summary>
    private List<Delivery> Hold(Change change, DrawnFault fault, List<Delivery> deliveries)
    {
        if (!_held.TryGetValue(fault.Id, out var held))
            _held[fault.Id] = held = [];
        held.AddRange(deliveries.Select(delivery => delivery with { Lane = 0 }));
        // A fault without an end would hold everything: it reverses the events of each call.
        if (!fault.IsLast && fault.Fault.Times is not null)
            return [.. deliveries.Select(delivery => delivery with { Lane = 0 })];
        _held.Remove(fault.Id);
        var first = change.Tables.NextSequence;
        return [.. held.AsEnumerable().Reverse().Select((delivery, index) => delivery with
        {
            SendAt = change.NowMilliseconds,
            Sequence = first + index,
        })];
    }

    /// <summary>All events of a payment use one lane, so that they arrive in their order.</summary>
    private static int LaneOf(ProviderEvent happened)
    {
        var about = happened.Data.Object;
        var id = about.TryGetProperty("payment_intent", out var intent) && intent.GetString() is { } payment
            ? payment : about.GetProperty("id").GetString()!;
        return id.Sum(letter => letter) % Tables.Lanes;
    }
}
