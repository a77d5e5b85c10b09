using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Invoices;

namespace PetShop.Api.Sales.Dtos.Invoices;

/// <summary>A new invoice in the place of a void one. Its amount is the order's.</summary>
public sealed record IssueInvoiceRequest
{
    /// <summary>The order whose invoice is void.</summary>
    /// <example>228316841370485</example>
    [OwnExample]
    public long? OrderId { get; init; }
}

/// <summary>What to change of an invoice; what is absent stays (RFC 7396).</summary>
public sealed record UpdateInvoiceRequest
{
    /// <summary>
    /// A day, which means by its end in the shop's time zone, or a time. Not before the issue; only while it is
    /// pending.
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
