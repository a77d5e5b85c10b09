using System.Text.Json.Serialization;
using PetShop.Api.Core.Mail;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Sales.Services.Mails;

/// <summary>
/// Puts a mail to the customer into the queue for the events that customers are told about, in the transaction that
/// numbers the event: once, and none for what was rolled back. Events from before mail was switched on are numbered
/// already; those that had to wait for their number for a day are no news any more.
/// </summary>
internal sealed class OrderMailConsumer(MailSwitch mail, TimeProvider clock) : IEventConsumer
{
    public const string Kind = "order";

    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>The text of the mail for each type of event.</summary>
    public static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["order.placed"] = "order-placed",
        ["order.paid"] = "order-paid",
        ["shipment.created"] = "order-shipped",
        ["order.cancelled"] = "order-cancelled",
        ["order.refunded"] = "order-refunded",
        ["return.approved"] = "return-approved",
        ["return.rejected"] = "return-rejected",
        ["return.processed"] = "return-processed",
    };

    public Task<IEnumerable<WorkItem>> FollowAsync(IReadOnlyList<PublishedEvent> events, CancellationToken ct) =>
        Task.FromResult(mail.IsOn ? Items(events, clock.GetUtcNow() - News) : []);

    private static IEnumerable<WorkItem> Items(IReadOnlyList<PublishedEvent> events, DateTimeOffset since) => events
        .Where(made => made.OccurredAt > since && Texts.ContainsKey(made.Type))
        .Select(made => MailItem.Of(
            Kind, made.Id, new OrderMail(made.Cursor), OrderMailJson.Default.OrderMail));
}

/// <param name="Cursor">The event's.</param>
internal sealed record OrderMail(long Cursor);

[JsonSerializable(typeof(OrderMail))]
internal sealed partial class OrderMailJson : JsonSerializerContext;
