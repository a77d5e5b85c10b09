using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Dtos.Invoices;

/// <summary>The amount owed for an order.</summary>
public sealed record InvoiceResponse : IIdempotentResult
{
    internal static readonly Expression<Func<Invoice, InvoiceResponse>> FromEntity = invoice => new InvoiceResponse
    {
        Id = invoice.Id,
        Number = InvoiceRegisterEntry.NumberOf(
            invoice.Entry.Series, invoice.Entry.Year, invoice.Entry.Sequence),
        OrderId = invoice.OrderId,
        UserId = invoice.UserId,
        TotalAmount = invoice.TotalAmount,
        RefundedAmount = invoice.RefundedAmount,
        Currency = invoice.Currency,
        Status = invoice.Status,
        IssuedAt = invoice.IssuedAt,
        DueDate = invoice.DueDate,
        Version = invoice.Version,
    };

    private static readonly Func<Invoice, InvoiceResponse> Map = FromEntity.Compile();

    /// <example>227633266689</example>
    public required long Id { get; init; }

    /// <summary>
    /// Consecutive within its year. An invoice gets it when the order is paid, or at once if the order is on account or
    /// costs nothing; about a second later it is here. One that is void before stays without a number.
    /// </summary>
    /// <example>2026-000042</example>
    public required string? Number { get; init; }

    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>The customer's account; null for a guest.</summary>
    /// <example>7</example>
    public required long? UserId { get; init; }

    /// <summary>The order's total.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal TotalAmount { get; init; }

    /// <summary>What was refunded so far: the sum of the order's refunds.</summary>
    /// <example>0.00</example>
    [Money]
    public required decimal RefundedAmount { get; init; }

    /// <summary>Whether a part of it was refunded, but not all.</summary>
    /// <example>false</example>
    public bool IsPartiallyRefunded => RefundedAmount > 0 && RefundedAmount < TotalAmount;

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <example>pending</example>
    public required InvoiceStatus Status { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>30 days after the issue, unless an admin changed it.</summary>
    public required DateTimeOffset DueDate { get; init; }

    /// <summary>Whether it is pending and past its due date.</summary>
    /// <example>false</example>
    public bool IsOverdue { get; init; }

    /// <summary>Where it can be downloaded as PDF; null as long as it has no number.</summary>
    /// <example>/sales/invoices/227633266689/document.pdf</example>
    public string? Pdf { get; init; }

    /// <summary>
    /// Where it can be downloaded as an electronic invoice (EN 16931, UBL); null as long as it has no number.
    /// </summary>
    /// <example>/sales/invoices/227633266689/document.xml</example>
    public string? Xml { get; init; }

    /// <summary>The version, sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    long IIdempotentResult.OwnerId => new OrderOwner(OrderId, UserId).DataOwner;

    /// <summary>The same, with what depends on the current time.</summary>
    internal InvoiceResponse At(DateTimeOffset now) =>
        LinkedFrom("/sales/invoices", "") with { IsOverdue = Status == InvoiceStatus.Pending && DueDate < now };

    /// <summary>The same with links for a guest.</summary>
    internal InvoiceResponse LinkedFor(string token) => LinkedFrom(
        string.Create(CultureInfo.InvariantCulture, $"/sales/orders/guest/{OrderId}/invoices"), $"?token={token}");

    internal static InvoiceResponse From(Invoice invoice, DateTimeOffset now) => Map(invoice).At(now);

    private InvoiceResponse LinkedFrom(string list, string query)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{list}/{Id}/document");
        return Number is null ? this : this with { Pdf = $"{path}.pdf{query}", Xml = $"{path}.xml{query}" };
    }
}
