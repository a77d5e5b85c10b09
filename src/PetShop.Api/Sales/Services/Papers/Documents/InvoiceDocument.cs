using System.Text.Json.Serialization;

namespace PetShop.Api.Sales.Services.Papers.Documents;

internal enum DocumentKind
{
    [JsonStringEnumMemberName("invoice")]
    Invoice,

    [JsonStringEnumMemberName("credit_note")]
    CreditNote,
}

/// <summary>
/// An invoice or credit note with everything that is printed on it, as EN 16931 names it. It is complete in itself:
/// written as JSON, it is the copy of what was issued. Amounts are positive in both kinds, and in
/// <see cref="Currency"/>.
/// </summary>
internal sealed record InvoiceDocument
{
    /// <summary>The version of this form that is written now.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the form in which it is stored, so that a later one can still read it.</summary>
    public int Version { get; init; } = CurrentVersion;

    public required DocumentKind Kind { get; init; }

    /// <summary>Null until it is issued.</summary>
    public required string? Number { get; init; }

    /// <summary>In the shop's time zone, as all days of the document.</summary>
    public required DateOnly IssueDate { get; init; }

    public required DateOnly? DueDate { get; init; }

    /// <summary>When the tax became chargeable; null if it is the day of issue.</summary>
    public required DateOnly? TaxPoint { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    public required string OrderNumber { get; init; }

    /// <summary>The invoice that a credit note corrects; null on an invoice.</summary>
    public required DocumentReference? CreditedInvoice { get; init; }

    public required DocumentSeller Seller { get; init; }

    public required DocumentBuyer Buyer { get; init; }

    /// <summary>Null if it says nothing that the buyer's address does not.</summary>
    public required DocumentDelivery? Delivery { get; init; }

    /// <summary>BG-14; null where it is not required.</summary>
    public DocumentPeriod? Supply { get; init; }

    public required IReadOnlyList<DocumentLine> Lines { get; init; }

    /// <summary>Discounts that belong to no line.</summary>
    public required IReadOnlyList<DocumentAdjustment> Allowances { get; init; }

    /// <summary>What is charged beside the goods: shipping.</summary>
    public required IReadOnlyList<DocumentAdjustment> Charges { get; init; }

    /// <summary>One for each category and rate, the highest rate first.</summary>
    public required IReadOnlyList<DocumentTax> Taxes { get; init; }

    public required DocumentTotals Totals { get; init; }

    public required string? PaymentTerms { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Another document.</summary>
internal sealed record DocumentReference(string Number, DateOnly IssueDate);
