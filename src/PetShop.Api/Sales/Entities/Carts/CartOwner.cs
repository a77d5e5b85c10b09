namespace PetShop.Api.Sales.Entities.Carts;

/// <summary>Whose cart it is: an account's, or that of the guest who has its token. Exactly one is set.</summary>
public sealed record CartOwner
{
    private CartOwner()
    {
    }

    /// <summary>The account; null for a guest.</summary>
    public long? UserId { get; private init; }

    /// <summary>SHA-256 of the guest's token; null for an account.</summary>
    public byte[]? TokenHash { get; private init; }

    /// <summary>A keyed hash of the address from which the guest calls; null for an account.</summary>
    public byte[]? ClientKey { get; private init; }

    public static CartOwner OfAccount(long userId) => new() { UserId = userId };

    public static CartOwner OfGuest(byte[] tokenHash, byte[] clientKey) =>
        new() { TokenHash = tokenHash, ClientKey = clientKey };
}
