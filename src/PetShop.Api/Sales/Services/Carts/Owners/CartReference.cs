namespace PetShop.Api.Sales.Services.Carts.Owners;

/// <summary>
/// Names a cart, as a request does: by its account, or by a guest's token, which is yet to be verified.
/// </summary>
public sealed record CartReference
{
    private CartReference()
    {
    }

    /// <summary>The account; null for a guest.</summary>
    internal long? UserId { get; private init; }

    /// <summary>The guest's token as it was sent; null for none, and for an account.</summary>
    internal string? Token { get; private init; }

    public static CartReference OfAccount(long userId) => new() { UserId = userId };

    /// <param name="token">As it was sent; null if it is missing.</param>
    public static CartReference OfGuest(string? token) => new() { Token = token };

    /// <summary>Does not contain the token.</summary>
    public override string ToString() => UserId is { } id ? $"Cart of account {id}" : "Cart of a guest";
}
