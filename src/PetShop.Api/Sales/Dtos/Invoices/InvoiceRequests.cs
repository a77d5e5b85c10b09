using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Invoices;

namespace PetShop.Api.Sales.Dtos.Invoices;

/// <summary>A new invoice that replaces a void one. Its amount is the order's.</summary>
public sealed record IssueInvoiceRequest
{
    /// <summary>The order whose invoice is void.</summary>
    /// <example>228316841370485</example>
    [NeedsOwnValue]
    public long? OrderId { get; init; }
}

/// <summary>Changes of an invoice; absent fields are unchanged (RFC 7396).</summary>
public sealed record UpdateInvoiceRequest
{
    /// <summary>
    /// A day, which means the end of that day in the shop's time zone, or a time. Not before the issue; only while the
    /// invoice is pending.
    /// </summary>
    /// <example>2030-01-31</example>
    public Optional<DayOrTime?> DueDate { get; init; }
}

/// <summary>The next status of an invoice.</summary>
public sealed record InvoiceStatusRequest
{
    /// <example>paid</example>
    public InvoiceStatus? Status { get; init; }
}
