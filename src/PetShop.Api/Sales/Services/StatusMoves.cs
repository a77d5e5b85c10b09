using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Services;

/// <summary>Moves orders, invoices and returns on. A move that the table does not have is refused; one that is committed is logged with old and new.</summary>
internal sealed class StatusMoves(IUnitOfWork work, TimeProvider clock, SalesEvents events)
{
    /// <exception cref="ShopException">409: the table has no such move.</exception>
    public void Move(Order order, OrderStatus to)
    {
        var from = order.Status;
        OrderTransitions.Table.Require(from, to);
        order.MoveTo(to, clock.GetStoredNow());
        work.OnCommitted(() => events.Moved(order.Id, from, to));
    }

    /// <inheritdoc cref="Move(Order, OrderStatus)"/>
    public void Move(Invoice invoice, InvoiceStatus to)
    {
        var from = invoice.Status;
        InvoiceTransitions.Table.Require(from, to);
        invoice.MoveTo(to, clock.GetStoredNow());
        work.OnCommitted(() => events.Moved(invoice.Id, from, to));
    }

    /// <param name="restock">Whether the goods go back on the shelf; only when it is processed.</param>
    /// <exception cref="ShopException">409: the table has no such move.</exception>
    public void Move(Return request, ReturnStatus to, bool restock = false)
    {
        var from = request.Status;
        ReturnTransitions.Table.Require(from, to);
        request.MoveTo(to, restock, clock.GetStoredNow());
        work.OnCommitted(() => events.Moved(request.Id, from, to));
    }
}
