namespace PetShop.Api.Products.Entities.Catalog;

/// <summary>
/// Stock of one product. In a separate row, so that sales and edits of the product's text never wait for each other.
/// Only the statements of <c>StockRepository</c> write it: each changes the figure together with its movement.
/// </summary>
public sealed class ProductStock
{
    public long ProductId { get; private set; }

    /// <summary>Units on hand; negative if units were sold on back-order.</summary>
    public int Quantity { get; private set; }

    /// <summary>
    /// Whether the product may be sold: false while it is hidden or archived. It changes in the transaction that hides
    /// the product, and the statement that takes stock checks it, so that a hidden product cannot be sold.
    /// </summary>
    public bool Sellable { get; private set; }

    /// <summary>How many units may be sold that are not on hand.</summary>
    public int BackorderLimit { get; private set; }

    /// <summary>When a product on pre-order can be sent; null if it can be sent now. A job clears it.</summary>
    public DateTimeOffset? AvailableFrom { get; private set; }

    /// <summary>At this figure or below, stock is low; null for the shop's setting.</summary>
    public int? LowStockThreshold { get; private set; }

    /// <summary>The movement that made the figure what it is.</summary>
    public long LastMovementId { get; private set; }
}
