namespace PetShop.Api.Products.Dtos.Catalog;

/// <summary>Whether the product can be ordered, and when it can be sent.</summary>
public enum Availability
{
    InStock,

    /// <summary>Only a few units are left.</summary>
    LowStock,

    /// <summary>It cannot be ordered now.</summary>
    OutOfStock,

    /// <summary>No unit is on hand. It can be ordered, and is sent when new stock arrives.</summary>
    Backorder,

    /// <summary>It can be ordered, and is sent from <c>available_from</c> on.</summary>
    Preorder,
}
