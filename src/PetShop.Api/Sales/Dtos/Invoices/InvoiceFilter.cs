using PetShop.Api.Core.Http;

namespace PetShop.Api.Sales.Dtos.Invoices;

/// <summary>Which invoices. They come newest first.</summary>
public sealed record InvoiceFilter : PageQuery
{
    /// <summary>Only those of this kind; the overdue are those pending past their due date.</summary>
    public InvoiceKind? Status { get; init; }

    /// <summary>Only those for this order, void ones too.</summary>
    public long? OrderId { get; init; }

    /// <summary>For admins: of this account.</summary>
    public long? UserId { get; init; }
}

/// <summary>An invoice's status, and overdue, which is computed.</summary>
public enum InvoiceKind
{
    Pending,
    Paid,
    Overdue,
    Refunded,
    Void,
}
