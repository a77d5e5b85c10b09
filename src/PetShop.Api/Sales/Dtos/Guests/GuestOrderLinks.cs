using System.Globalization;

namespace PetShop.Api.Sales.Dtos.Guests;

/// <summary>
/// Links to the order of a guest, as paths with their token. Whoever has one can read, cancel and return the order
/// until it expires.
/// </summary>
public sealed record GuestOrderLinks
{
    /// <summary>Reads the order.</summary>
    /// <example>/sales/orders/guest/227633266688?token=ZVg0dQ0c0Qk3</example>
    public required string Order { get; init; }

    /// <summary>Explains its amounts.</summary>
    /// <example>/sales/orders/guest/227633266688/explain?token=ZVg0dQ0c0Qk3</example>
    public required string Explain { get; init; }

    /// <summary>Cancels it, with POST.</summary>
    /// <example>/sales/orders/guest/227633266688/cancel?token=ZVg0dQ0c0Qk3</example>
    public required string Cancel { get; init; }

    /// <summary>Its returns: GET lists them, POST requests one.</summary>
    /// <example>/sales/orders/guest/227633266688/returns?token=ZVg0dQ0c0Qk3</example>
    public required string Returns { get; init; }

    /// <summary>Lists its shipments.</summary>
    /// <example>/sales/orders/guest/227633266688/shipments?token=ZVg0dQ0c0Qk3</example>
    public required string Shipments { get; init; }

    /// <summary>Its payments: GET lists them, POST pays.</summary>
    /// <example>/sales/orders/guest/227633266688/payments?token=ZVg0dQ0c0Qk3</example>
    public required string Payments { get; init; }

    /// <summary>Lists the gift cards that it has bought.</summary>
    /// <example>/sales/orders/guest/227633266688/gift-cards?token=ZVg0dQ0c0Qk3</example>
    public required string GiftCards { get; init; }

    /// <summary>Lists its invoices.</summary>
    /// <example>/sales/orders/guest/227633266688/invoices?token=ZVg0dQ0c0Qk3</example>
    public required string Invoices { get; init; }

    /// <summary>Lists its credit notes.</summary>
    /// <example>/sales/orders/guest/227633266688/credit-notes?token=ZVg0dQ0c0Qk3</example>
    public required string CreditNotes { get; init; }

    /// <summary>Lists its refunds.</summary>
    /// <example>/sales/orders/guest/227633266688/refunds?token=ZVg0dQ0c0Qk3</example>
    public required string Refunds { get; init; }

    /// <summary>Lists what happened to it.</summary>
    /// <example>/sales/orders/guest/227633266688/timeline?token=ZVg0dQ0c0Qk3</example>
    public required string Timeline { get; init; }

    /// <summary>Adds a note, with POST.</summary>
    /// <example>/sales/orders/guest/227633266688/notes?token=ZVg0dQ0c0Qk3</example>
    public required string Notes { get; init; }

    /// <summary>The token in the links, for clients that build them.</summary>
    /// <example>ZVg0dQ0c0Qk3</example>
    public required string Token { get; init; }

    /// <summary>
    /// When the links expire, or later: they work until 60 days after the order can no longer be returned, at most a
    /// year longer.
    /// </summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    internal static GuestOrderLinks Of(long orderId, string token, DateTimeOffset expiresAt)
    {
        var order = string.Create(CultureInfo.InvariantCulture, $"/sales/orders/guest/{orderId}");
        return new()
        {
            Order = $"{order}?token={token}",
            Explain = $"{order}/explain?token={token}",
            Cancel = $"{order}/cancel?token={token}",
            Returns = $"{order}/returns?token={token}",
            Shipments = $"{order}/shipments?token={token}",
            Payments = $"{order}/payments?token={token}",
            GiftCards = $"{order}/gift-cards?token={token}",
            Invoices = $"{order}/invoices?token={token}",
            CreditNotes = $"{order}/credit-notes?token={token}",
            Refunds = $"{order}/refunds?token={token}",
            Timeline = $"{order}/timeline?token={token}",
            Notes = $"{order}/notes?token={token}",
            Token = token,
            ExpiresAt = expiresAt,
        };
    }
}
