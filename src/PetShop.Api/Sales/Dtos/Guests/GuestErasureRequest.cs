namespace PetShop.Api.Sales.Dtos.Guests;

/// <summary>The guest whose personal data are erased.</summary>
public sealed record GuestErasureRequest
{
    /// <summary>The e-mail address with which the guest ordered, ignoring case.</summary>
    /// <example>robin.barker@example.com</example>
    public string? Email { get; init; }
}
