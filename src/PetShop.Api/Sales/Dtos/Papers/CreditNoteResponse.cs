using System.Globalization;
using System.Linq.Expressions;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Papers;

namespace PetShop.Api.Sales.Dtos.Papers;

/// <summary>Takes back an invoice or a part of it.</summary>
public sealed record CreditNoteResponse
{
    internal static readonly Expression<Func<CreditNote, CreditNoteResponse>> FromEntity =
        note => new CreditNoteResponse
        {
            Id = note.Id,
            Number = InvoiceRegisterEntry.NumberOf(note.Series, note.Year, note.Sequence)!,
            OrderId = note.OrderId,
            InvoiceId = note.InvoiceId,
            RefundNumber = note.RefundNumber == CreditNote.Cancellation ? null : note.RefundNumber,
            UserId = note.UserId,
            TotalAmount = note.TotalAmount,
            Currency = note.Currency,
            IssuedAt = note.IssuedAt,
        };

    /// <example>227633266701</example>
    public required long Id { get; init; }

    /// <summary>Consecutive within its series and year.</summary>
    /// <example>C-2026-000042</example>
    public required string Number { get; init; }

    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>The invoice that it takes back.</summary>
    /// <example>227633266689</example>
    public required long InvoiceId { get; init; }

    /// <summary>The order's refund that it is for; null if it cancels an invoice that nobody paid.</summary>
    /// <example>1</example>
    public required int? RefundNumber { get; init; }

    /// <summary>The customer's account; null for a guest.</summary>
    /// <example>7</example>
    public required long? UserId { get; init; }

    /// <summary>
    /// What it takes back, tax included. All credit notes of an invoice together take back at most its total.
    /// </summary>
    /// <example>15.99</example>
    [Money]
    public required decimal TotalAmount { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Where it can be downloaded as PDF.</summary>
    /// <example>/sales/credit-notes/227633266701/document.pdf</example>
    public string Pdf { get; init; } = "";

    /// <summary>Where it can be downloaded as an electronic invoice (EN 16931, UBL).</summary>
    /// <example>/sales/credit-notes/227633266701/document.xml</example>
    public string Xml { get; init; } = "";

    /// <summary>With its links.</summary>
    internal CreditNoteResponse Linked() => LinkedFrom("/sales/credit-notes", "");

    /// <summary>With links for a guest.</summary>
    internal CreditNoteResponse LinkedFor(string token) => LinkedFrom(
        string.Create(CultureInfo.InvariantCulture, $"/sales/orders/guest/{OrderId}/credit-notes"), $"?token={token}");

    private CreditNoteResponse LinkedFrom(string list, string query)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{list}/{Id}/document");
        return this with { Pdf = $"{path}.pdf{query}", Xml = $"{path}.xml{query}" };
    }
}
