namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// One product on an order, as it was called and cost when it was sold. It lies in its order's partition: the key begins with the order's
/// id, so an order and its lines are found in one month.
/// </summary>
public sealed class OrderLine
{
    /// <summary>The most units of one product, in a cart as in an order.</summary>
    public const int MaxQuantity = 100;

    public long OrderId { get; private set; }

    /// <summary>From 1, in the order the customer gave them.</summary>
    public int Position { get; private set; }
    public long ProductId { get; private set; }
    public string Sku { get; private set; } = "";
    public string ProductName { get; private set; } = "";
    public int Quantity { get; private set; }

    /// <summary>Of one unit.</summary>
    public decimal Price { get; private set; }

    /// <summary>What is charged for the line.</summary>
    public decimal Amount { get; private set; }

    internal void PutOn(long orderId) => OrderId = orderId;

    public static OrderLine Sell(int position, long productId, string sku, string name, int quantity, decimal price) => new()
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
