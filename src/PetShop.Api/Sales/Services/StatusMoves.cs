using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Dtos;
using PetShop.Api.Sales.Entities;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Services;

/// <summary>Moves orders, invoices and returns on. A move that the table does not have is refused; one that is committed is logged with old and new.</summary>
internal sealed class StatusMoves(IUnitOfWork work, TimeProvider clock, SalesEvents events)
{
    private static readonly ProblemType MoveRefused = new(
        "status-not-allowed", "The status cannot change to this one.", ProblemKind.Conflict)
    {
        Example = "The status is pending. Allowed next: confirmed, cancelled.",
        Members = typeof(StatusNotAllowedProblem),
    };

    /// <exception cref="ShopException">409: the table has no such move.</exception>
    public void Move(Order order, OrderStatus to)
    {
        var from = order.Status;
        Require(OrderTransitions.Table, from, to);
        order.MoveTo(to, clock.GetStoredNow());
        work.OnCommitted(() => events.Moved(order.Id, from, to));
    }

    /// <inheritdoc cref="Move(Order, OrderStatus)"/>
    public void Move(Invoice invoice, InvoiceStatus to)
    {
        var from = invoice.Status;
        Require(InvoiceTransitions.Table, from, to);
        invoice.MoveTo(to, clock.GetStoredNow());
        work.OnCommitted(() => events.Moved(invoice.Id, from, to));
    }

    /// <param name="restock">Whether the goods go back on the shelf; only when it is processed.</param>
    /// <exception cref="ShopException">409: the table has no such move.</exception>
    public void Move(Return request, ReturnStatus to, bool restock = false)
    {
        var from = request.Status;
        Require(ReturnTransitions.Table, from, to);
        request.MoveTo(to, restock, clock.GetStoredNow());
        work.OnCommitted(() => events.Moved(request.Id, from, to));
    }

    /// <summary>Refuses a move that the table does not have, and says which it has.</summary>
    /// <exception cref="ShopException">409.</exception>
    private static void Require<TStatus>(Transitions<TStatus> table, TStatus from, TStatus to) where TStatus : struct, Enum
    {
        if (table.Allow(from, to)) return;
        var allowed = table.From(from).Select(status => SalesProblems.Spell(status)).ToList();
        var detail = allowed.Count == 0
            ? $"The status is {SalesProblems.Spell(from)}, which is final."
            : $"The status is {SalesProblems.Spell(from)}. Allowed next: {string.Join(", ", allowed)}.";
        throw new ShopException(MoveRefused, detail)
        {
            Members = new Dictionary<string, object?> { ["status_now"] = SalesProblems.Spell(from), ["allowed"] = allowed },
        };
    }
}
