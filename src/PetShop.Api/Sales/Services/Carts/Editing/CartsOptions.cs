namespace PetShop.Api.Sales.Services.Carts.Editing;

/// <summary>Section <c>Carts</c>.</summary>
public sealed class CartsOptions
{
    public const string Section = "Carts";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>How long after its last change a guest's cart is deleted.</summary>
    public TimeSpan GuestExpiresAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How many carts guests may create from one address within 24 hours. 0 is no limit. An IPv6 network of 64 bits
    /// counts as one address.
    /// </summary>
    public int MaxGuestCartsPerAddress { get; set; } = 1_000;

    internal bool IsValid() =>
        GuestExpiresAfter > TimeSpan.Zero && GuestExpiresAfter <= Longest && MaxGuestCartsPerAddress >= 0;
}
