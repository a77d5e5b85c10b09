using System.Globalization;
using System.Text.Json;
using PetShop.Api.Core.Mail;
using PetShop.Api.Core.Mail.Content;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Queue;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Guests;

namespace PetShop.Api.Sales.Services.Mails;

/// <summary>
/// Writes to the customer of an order what happened to it, at the address on the order. If the customer was erased,
/// there is no address, and no mail.
/// </summary>
internal sealed class OrderMailComposer(
    IEventLog log, OrderRepository orders, OrderMailValues values, OrderMailTable table, GuestLinks links)
    : IMailComposer
{
    public string Kind => OrderMailConsumer.Kind;

    /// <summary>An admin can correct what is wrong with the mail server, and send it again.</summary>
    public bool IsKept => true;

    public async Task<MailDraft?> ComposeAsync(MailRequest request, CancellationToken ct)
    {
        var cursor = request.Data.Deserialize(OrderMailJson.Default.OrderMail)!.Cursor;
        var made = await log.FindAsync(cursor, ct)
            ?? throw new WorkParkedException($"The event {cursor} is no longer kept.");
        var order = await orders.FindAsync(made.Data.GetProperty("order_id").GetInt64(), ct);
        if (order?.CustomerEmail is not { } address || await values.FindAsync(made, order, ct) is not { } found)
            return null;
        var text = OrderMailConsumer.Texts[made.Type];
        return new()
        {
            Id = made.Id,
            To = address,
            Text = text,
            Values = found,
            Link = await LinkAsync(order, ct),
            Table = text is "order-placed" or "order-paid" ? table.Of(order) : null,
        };
    }

    /// <summary>
    /// The order's page. A guest gets the same link as at the checkout, which opens the order without an account.
    /// </summary>
    private async Task<string> LinkAsync(Order order, CancellationToken ct)
    {
        if (order.UserId is not null)
            return string.Create(CultureInfo.InvariantCulture, $"/orders/{order.Id}");
        var token = (await links.IssueAsync(order.Id, order.PlacedAt, ct)).Token;
        return string.Create(CultureInfo.InvariantCulture, $"/orders/guest/{order.Id}#token={token}");
    }
}
