using PetShop.Api.Sales.Dtos.Carts;

namespace PetShop.Api.Sales.Dtos.Guests;

/// <summary>The token of a new guest cart, which is still empty.</summary>
public sealed record GuestCartResponse
{
    /// <summary>
    /// Send it in the header <c>Cart-Token</c>; the response has it in the same header. It is a secret: whoever has it
    /// has the cart. It cannot be read again.
    /// </summary>
    /// <example>MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm</example>
    public required string Token { get; init; }

    public required CartResponse Cart { get; init; }
}
