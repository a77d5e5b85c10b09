using PetShop.Api.Core.Text;

namespace PetShop.Api.Sales.Dtos.Guests;

/// <summary>A guest's note on an order.</summary>
public sealed record GuestNoteRequest
{
    /// <summary>1 to 2,000 characters.</summary>
    /// <example>Please ring twice.</example>
    [Text(TextShape.Lines)]
    public string? Text { get; init; }
}
