namespace PetShop.Api.Products.Dtos;

/// <summary>Whether it can be bought now.</summary>
public enum Availability
{
    InStock,
    LowStock,
    OutOfStock,
}
