using PetShop.Api.Core.Paging;

namespace PetShop.Api.Sales.Dtos.Papers;

/// <summary>Filters of a list of credit notes, the newest first.</summary>
public sealed record CreditNoteFilter : PageQuery
{
    /// <summary>Only credit notes of this order.</summary>
    public long? OrderId { get; init; }

    /// <summary>Only credit notes of this invoice.</summary>
    public long? InvoiceId { get; init; }

    /// <summary>For admins: only credit notes of this account.</summary>
    public long? UserId { get; init; }
}
