namespace PetShop.Api.Products.Entities.Catalog;

/// <summary>
/// Units on hand of one product. In a separate row, so that sales and edits of the product's text never wait for each
/// other.
/// </summary>
public sealed class ProductStock
{
    public long ProductId { get; private set; }

    /// <summary>
    /// Units on hand. Set once, when the product is created; afterwards, only conditional statements change it.
    /// </summary>
    public required int Quantity { get; init; }

    /// <summary>
    /// Whether the product may be sold: false while it is hidden or archived. It changes in the transaction that hides
    /// the product, and the statement that takes stock checks it, so that a hidden product cannot be sold.
    /// </summary>
    public required bool Sellable { get; init; }
}
