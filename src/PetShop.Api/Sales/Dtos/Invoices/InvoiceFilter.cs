using PetShop.Api.Core.Paging;

namespace PetShop.Api.Sales.Dtos.Invoices;

/// <summary>Filters of a list of invoices, the newest first.</summary>
public sealed record InvoiceFilter : PageQuery
{
    /// <summary>Only invoices with this status; overdue ones are pending and past their due date.</summary>
    public InvoiceStatusFilter? Status { get; init; }

    /// <summary>Only invoices of this order, including void ones.</summary>
    public long? OrderId { get; init; }

    /// <summary>For admins: only invoices of this account.</summary>
    public long? UserId { get; init; }
}

/// <summary>The status of an invoice, or overdue, which is computed.</summary>
public enum InvoiceStatusFilter
{
    Pending,
    Paid,
    Overdue,
    Refunded,
    Void,
}
