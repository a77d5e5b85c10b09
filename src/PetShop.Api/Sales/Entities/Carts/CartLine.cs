namespace PetShop.Api.Sales.Entities.Carts;

/// <summary>A number of units of a product in a cart.</summary>
public sealed class CartLine
{
    public long CartId { get; private set; }
    public long ProductId { get; private set; }

    /// <summary>Increases with each added line, and determines the order in which lines are shown.</summary>
    public int Position { get; private set; }
    public int Quantity { get; private set; }

    /// <summary>The price of one unit when the line was created, for comparison in notices.</summary>
    public decimal PriceWhenAdded { get; private set; }

    /// <summary>The stock level when the line was created.</summary>
    public StockLevel StockWhenAdded { get; private set; }

    /// <summary>The product as the customer saw it when the line was created.</summary>
    public SeenProduct Seen => new(ProductId, PriceWhenAdded, StockWhenAdded);

    public static CartLine Of(int position, SeenProduct seen, int quantity)
    {
        var line = new CartLine { ProductId = seen.ProductId };
        line.Reset(position, seen, quantity);
        return line;
    }

    public void SetQuantity(int quantity) => Quantity = quantity;

    public void Reset(int position, SeenProduct seen, int quantity)
    {
        Position = position;
        Quantity = quantity;
        PriceWhenAdded = seen.Price;
        StockWhenAdded = seen.Stock;
    }
}

/// <summary>The public view of a product's stock.</summary>
public enum StockLevel
{
    InStock,
    LowStock,
    OutOfStock,
}

/// <summary>A product as the customer sees it when adding it.</summary>
/// <param name="Price">The price of one unit.</param>
public readonly record struct SeenProduct(long ProductId, decimal Price, StockLevel Stock);
