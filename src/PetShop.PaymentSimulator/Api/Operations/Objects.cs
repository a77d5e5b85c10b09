using PetShop.PaymentSimulator.Api.Cards;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.State;

namespace PetShop.PaymentSimulator.Api.Operations;

/// <summary>Shows charges, refunds, payment methods, disputes and events.</summary>
internal static class Objects
{
    public static Answer CreateMethod(Call call) => call.Show(CardMethods.Make(call));

    public static Answer GetMethod(Call call) => call.Show(CardMethods.Find(call, call.Id));

    public static Answer GetCharge(Call call) =>
        call.Show(call.Change.Charge(call.Id) ?? throw ApiError.NotFound("charge", call.Id));

    public static Answer GetRefund(Call call) =>
        call.Show(call.Change.Tables.Refunds.Find(call.Id) ?? throw ApiError.NotFound("refund", call.Id));

    public static Answer ListRefunds(Call call)
    {
        var (intent, charge) = (call.Parameters.Text("payment_intent"), call.Parameters.Text("charge"));
        return call.ShowPage(call.Change.Tables.Refunds, "/v1/refunds", refund =>
            (intent is null || refund.PaymentIntent == intent) && (charge is null || refund.Charge == charge));
    }

    public static Answer GetDispute(Call call) =>
        call.Show(call.Change.Tables.Disputes.Find(call.Id) ?? throw ApiError.NotFound("dispute", call.Id));

    public static Answer ListDisputes(Call call)
    {
        var (intent, charge) = (call.Parameters.Text("payment_intent"), call.Parameters.Text("charge"));
        return call.ShowPage(call.Change.Tables.Disputes, "/v1/disputes", dispute =>
            (intent is null || dispute.PaymentIntent == intent) && (charge is null || dispute.Charge == charge));
    }

    public static Answer GetEvent(Call call) =>
        call.Show(call.Change.Tables.Events.Find(call.Id) ?? throw ApiError.NotFound("event", call.Id));

    /// <summary>
    /// Events, all or of certain types, and with or without those that the endpoint has not taken. A type may end in
    /// <c>.*</c>.
    /// </summary>
    public static Answer ListEvents(Call call)
    {
        var types = call.Parameters.List("types").ToList();
        if (call.Parameters.Text("type") is { } one)
            types.Add(one);
        bool? isWanted = call.Parameters.Has("delivery_success") ? call.Parameters.Flag("delivery_success") : null;
        var missed = isWanted is null ? [] : MissedOf(call.Change.Tables);
        return call.ShowPage(call.Change.Tables.Events, "/v1/events",
            happened => (types.Count == 0 || types.Exists(type => Matches(type, happened.Type)))
                && (isWanted is null || isWanted != missed.Contains(happened.Id)));
    }

    /// <summary>The events that were to be delivered, and have not been.</summary>
    private static HashSet<string> MissedOf(Tables tables)
    {
        var missed = tables.Deliveries.Newest().Select(delivery => delivery.Event).ToHashSet();
        missed.ExceptWith(tables.Deliveries.Newest()
            .Where(delivery => delivery.State == DeliveryState.Delivered).Select(delivery => delivery.Event));
        return missed;
    }

    private static bool Matches(string wanted, string type) => wanted.EndsWith(".*", StringComparison.Ordinal)
        ? type.StartsWith(wanted[..^1], StringComparison.Ordinal)
        : type == wanted;
}
