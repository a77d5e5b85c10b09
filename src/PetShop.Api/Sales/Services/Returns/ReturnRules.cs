using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.GiftCards;

namespace PetShop.Api.Sales.Services.Returns;

/// <summary>Which orders can be returned. The caller must hold the order's lock.</summary>
internal sealed class ReturnRules(
    InvoiceRepository invoices, ReturnRepository returns, IOptions<ReturnsOptions> options, TimeProvider clock)
{
    /// <summary>Returns that are requested and withdrawn in turn are kept, so there must be an end.</summary>
    private const int MaxWithdrawn = 20;

    /// <summary>Only what was delivered and paid can be returned, by customers for a limited time.</summary>
    /// <param name="order">With its invoice entries.</param>
    /// <exception cref="ShopException">409.</exception>
    public async Task RequireReturnableAsync(Actor actor, Order order, CancellationToken ct)
    {
        if (order.HoldsGiftCards)
            throw GiftCardProblems.CannotBeReturned(order);
        if (order.Status != OrderStatus.Delivered)
            throw ReturnProblems.IsNotDelivered(OrderNumber.Of(order.Id), order.Status);
        var status = order.ValidInvoiceId is { } invoice ? await invoices.FindStatusAsync(invoice, ct) : null;
        if (status != InvoiceStatus.Paid)
            throw SalesProblems.IsNotPaid(order.Id, status);
        if (!IsForCustomer(actor, order))
            return;
        if (clock.GetStoredNow() > options.Value.EndFor(order.DeliveredAt, order.UpdatedAt))
            throw ReturnProblems.IsTooLate(OrderNumber.Of(order.Id), options.Value.Days);
        if (await returns.CountWithdrawnAsync(order.Id, ct) >= MaxWithdrawn)
            throw ReturnProblems.IsWithdrawnTooOften(OrderNumber.Of(order.Id), MaxWithdrawn);
    }

    /// <summary>An admin may take somebody else's goods back later, as a warranty or a favour.</summary>
    private static bool IsForCustomer(Actor actor, Order order) => !actor.IsAdmin || actor.UserId == order.UserId;
}
