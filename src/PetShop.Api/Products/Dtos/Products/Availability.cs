namespace PetShop.Api.Products.Dtos;

/// <summary>Whether the product can be bought now.</summary>
public enum Availability
{
    InStock,
    LowStock,
    OutOfStock,
}
