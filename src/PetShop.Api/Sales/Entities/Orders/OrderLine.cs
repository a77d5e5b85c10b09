namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// A product of an order, with its name and price when it was sold. It is in its order's partition: the key begins with
/// the order's id, so an order and its lines are read from one month.
/// </summary>
public sealed class OrderLine
{
    /// <summary>The maximum units of one product, in a cart and in an order.</summary>
    public const int MaxQuantity = 100;

    public long OrderId { get; private set; }

    /// <summary>Starts at 1, in the order of the request.</summary>
    public int Position { get; private set; }
    public long ProductId { get; private set; }
    public string Sku { get; private set; } = "";
    public string ProductName { get; private set; } = "";
    public int Quantity { get; private set; }

    /// <summary>The price of one unit.</summary>
    public decimal Price { get; private set; }

    /// <summary>The amount charged for the line.</summary>
    public decimal Amount { get; private set; }

    internal void PutOn(long orderId) => OrderId = orderId;

    public static OrderLine Sell(int position, long productId, string sku, string name, int quantity, decimal price) =>
        new()
        {
            Position = position,
            ProductId = productId,
            Sku = sku,
            ProductName = name,
            Quantity = quantity,
            Price = price,
            Amount = price * quantity,
        };
}
