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

    /// <summary>The units in all shipments, at most the quantity.</summary>
    public int ShippedQuantity { get; private set; }

    /// <summary>The price of one unit.</summary>
    public decimal Price { get; private set; }

    /// <summary>Units times price, before discounts.</summary>
    public decimal Amount { get; private set; }

    /// <summary>What promotions took off.</summary>
    public decimal Discount { get; private set; }

    /// <summary>The tax on the line, whether its amount contains it or not.</summary>
    public decimal Tax { get; private set; }

    /// <summary>The rate of the tax, such as 19 for 19 %.</summary>
    public decimal TaxPercent { get; private set; }

    /// <summary>The units that can still be shipped.</summary>
    public int Unshipped => Quantity - ShippedQuantity;

    internal void PutOn(long orderId) => OrderId = orderId;

    internal void Ship(int units)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Unshipped);
        ShippedQuantity += units;
    }

    /// <summary>Takes units away, with what they cost.</summary>
    internal void Keep(KeptUnits kept)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kept.Quantity, Math.Max(1, ShippedQuantity));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept.Quantity, Quantity);
        (Quantity, Discount, Tax) = (kept.Quantity, kept.Discount, kept.Tax);
        Amount = Price * Quantity;
    }

    /// <param name="product">As it is sold.</param>
    public static OrderLine Sell(int position, SoldProduct product, int quantity, LineAmounts amounts) => new()
    {
        Position = position,
        ProductId = product.Id,
        Sku = product.Sku,
        ProductName = product.Name,
        Quantity = quantity,
        Price = amounts.Price,
        Amount = amounts.Price * quantity,
        Discount = amounts.Discount,
        Tax = amounts.Tax,
        TaxPercent = amounts.TaxPercent,
    };
}

/// <summary>What is left of a line after units of it were cancelled.</summary>
/// <param name="Quantity">0 if the line is gone.</param>
/// <param name="Discount">Of the units that are left.</param>
/// <param name="Tax">Of the units that are left.</param>
public sealed record KeptUnits(int Position, int Quantity, decimal Discount, decimal Tax);

/// <summary>A product as it is sold.</summary>
public readonly record struct SoldProduct(long Id, string Sku, string Name);

/// <summary>The amounts of a line, as they were computed.</summary>
/// <param name="Price">The price of one unit.</param>
public readonly record struct LineAmounts(decimal Price, decimal Discount, decimal Tax, decimal TaxPercent);
