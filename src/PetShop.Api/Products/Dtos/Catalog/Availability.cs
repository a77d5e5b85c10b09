namespace PetShop.Api.Products.Dtos.Catalog;

/// <summary>Whether the product can be bought now.</summary>
public enum Availability
{
    InStock,
    LowStock,
    OutOfStock,
}
