namespace PetShop.Api.Sales.Entities.Carts;

/// <summary>So many units of a product in a cart.</summary>
public sealed class CartLine
{
    public long CartId { get; private set; }
    public long ProductId { get; private set; }

    /// <summary>Grows with each line added: the order they are shown in.</summary>
    public int Position { get; private set; }
    public int Quantity { get; private set; }

    /// <summary>Of one unit, as it was when the line was made: what a later notice compares with.</summary>
    public decimal PriceWhenAdded { get; private set; }

    /// <summary>How it stood with the stock when the line was made.</summary>
    public StockLevel StockWhenAdded { get; private set; }

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

/// <summary>What the public is told of a product's stock, in a word.</summary>
public enum StockLevel
{
    InStock,
    LowStock,
    OutOfStock,
}

/// <summary>A product as the customer sees it while adding it.</summary>
/// <param name="Price">Of one unit.</param>
public readonly record struct SeenProduct(long ProductId, decimal Price, StockLevel Stock);
