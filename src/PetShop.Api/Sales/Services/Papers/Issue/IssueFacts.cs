using PetShop.Api.Core.Addresses;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Issue;

/// <summary>What a document says that its order does not know.</summary>
internal sealed record IssueFacts
{
    /// <summary>Null as long as the document has no number.</summary>
    public required string? Number { get; init; }

    public required DateOnly IssueDate { get; init; }

    public DateOnly? DueDate { get; init; }

    /// <summary>Null if the tax becomes chargeable on the day of issue.</summary>
    public DateOnly? TaxPoint { get; init; }

    /// <summary>When the goods are expected to be delivered. An intra-community supply names it.</summary>
    public DocumentPeriod? Supply { get; init; }

    public required DocumentSeller Seller { get; init; }

    /// <summary>The shop's own country and region.</summary>
    public required Place Home { get; init; }

    /// <summary>
    /// Where the goods are handed over, if that is not the shipping address: at the shop if they are picked up.
    /// </summary>
    public Place? HandedOver { get; init; }

    /// <summary>What was paid before the document was issued.</summary>
    public decimal Paid { get; init; }

    /// <summary>Such as <c>Payable within 30 days without deduction.</c></summary>
    public string? PaymentTerms { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
}
