using PetShop.Api.Core.Text;

namespace PetShop.Api.Sales.Dtos.Timeline;

/// <summary>A note on an order.</summary>
public sealed record OrderNoteRequest
{
    /// <summary>1 to 2,000 characters.</summary>
    /// <example>Please ring twice.</example>
    [Text(TextShape.Lines)]
    public string? Text { get; init; }

    /// <summary>
    /// Who sees it: <c>internal</c>, only admins; <c>customer</c>, the customer too. If absent, an admin's note is
    /// internal, unless the order is their own. Only admins can write internal notes.
    /// </summary>
    /// <example>customer</example>
    public NoteVisibility? Visibility { get; init; }
}

/// <summary>Who sees a note.</summary>
public enum NoteVisibility
{
    /// <summary>Only admins.</summary>
    Internal,

    /// <summary>The customer and admins.</summary>
    Customer,
}
