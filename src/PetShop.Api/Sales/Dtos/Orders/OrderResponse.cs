using System.Text.Json.Serialization;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>An order, with the prices at which it was placed.</summary>
public sealed record OrderResponse : IIdempotentResult
{
    /// <example>227633266688</example>
    public required long Id { get; init; }

    /// <summary>The order number for people; computed from the id.</summary>
    /// <example>PS-06ZK-3M92-QX4T</example>
    public required string Number { get; init; }

    /// <summary>The customer's account; null for a guest.</summary>
    /// <example>7</example>
    public required long? UserId { get; init; }

    /// <summary>The order's invoice; if it was voided, the latest one.</summary>
    /// <example>227633266689</example>
    public required long InvoiceId { get; init; }

    /// <example>pending</example>
    public required OrderStatus Status { get; init; }

    public required IReadOnlyList<OrderItemResponse> Items { get; init; }

    /// <summary>The sum of the items' amounts, before discounts.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal Subtotal { get; init; }

    /// <summary>What promotions took off the goods: the sum of the items' discounts.</summary>
    /// <example>3.20</example>
    [Money]
    public required decimal DiscountTotal { get; init; }

    /// <summary>Shipping, after its discount.</summary>
    /// <example>4.90</example>
    [Money]
    public required decimal ShippingTotal { get; init; }

    /// <summary>All tax, whether the prices include it or not.</summary>
    /// <example>5.38</example>
    [Money]
    public required decimal TaxTotal { get; init; }

    /// <summary>
    /// Whether amounts of items and shipping contain their tax. If not, <c>tax_total</c> is added to the total.
    /// </summary>
    /// <example>true</example>
    public required bool PricesIncludeTax { get; init; }

    /// <summary>
    /// The amount charged: subtotal, minus discounts, plus shipping, plus tax that the prices do not include.
    /// </summary>
    /// <example>33.68</example>
    [Money]
    public required decimal TotalAmount { get; init; }

    /// <summary>The applied promotions, in the order of their application.</summary>
    public required IReadOnlyList<AppliedPromotionResponse> Promotions { get; init; }

    /// <summary>The tax of each rate, the highest first. Their taxes sum to <c>tax_total</c>.</summary>
    public required IReadOnlyList<TaxLineResponse> TaxLines { get; init; }

    /// <summary>The shipping method and its price; null if none was chosen.</summary>
    public required OrderShippingResponse? Shipping { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>
    /// A copy of the shipping address from when the order was placed or last changed. Null if the order has only a text
    /// (<c>shipping_address</c>).
    /// </summary>
    public required PostalAddress? ShipTo { get; init; }

    /// <summary>A copy of the billing address; null if none is known.</summary>
    public required PostalAddress? BillTo { get; init; }

    /// <summary>The shipping address as one text, whose lines are in the order that is usual in its country.</summary>
    /// <example>Robin Barker\n12 Harbour Street\n20457 Hamburg\nGermany</example>
    public required string ShippingAddress { get; init; }

    public required DateTimeOffset OrderDate { get; init; }

    /// <summary>
    /// <c>prepaid</c>: the order is cancelled at <c>pay_by</c> if it is neither paid nor confirmed by then.
    /// <c>on_account</c>: it is paid by invoice and has no deadline.
    /// </summary>
    /// <example>prepaid</example>
    public required PaymentTerms PaymentTerms { get; init; }

    /// <summary>The deadline for the payment; null if there is none.</summary>
    public required DateTimeOffset? PayBy { get; init; }

    /// <summary>
    /// By when everything is expected to have arrived or to be ready: computed when the order is placed, until an admin
    /// sets it. Null if no date is known.
    /// </summary>
    public required DateTimeOffset? EstimatedDelivery { get; init; }

    /// <summary>Null until it is delivered.</summary>
    public required DateTimeOffset? DeliveredAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Present only for admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderAdminData? AdminData { get; init; }

    /// <summary>The version, sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    long IIdempotentResult.OwnerId => new OrderOwner(Id, UserId).DataOwner;

    /// <param name="order">With its lines and its invoice.</param>
    internal static OrderResponse From(Order order) => new()
    {
        Id = order.Id,
        Number = OrderNumber.Of(order.Id),
        UserId = order.UserId,
        InvoiceId = order.InvoiceEntries.OrderBy(entry => entry.IsVoid).ThenByDescending(entry => entry.InvoiceId)
            .Select(entry => entry.InvoiceId).First(),
        Status = order.Status,
        Items = order.Lines.OrderBy(line => line.Position).Select(line => new OrderItemResponse
        {
            ProductId = line.ProductId,
            Sku = line.Sku,
            ProductName = line.ProductName,
            Quantity = line.Quantity,
            ShippedQuantity = line.ShippedQuantity,
            Price = line.Price,
            Amount = line.Amount,
            Discount = line.Discount,
            Tax = line.Tax,
            TaxPercent = line.TaxPercent.WithoutTrailingZeros(),
            Total = order.ChargedFor(line),
        }).ToList(),
        Subtotal = order.Subtotal,
        DiscountTotal = order.DiscountTotal,
        ShippingTotal = order.ShippingTotal,
        TaxTotal = order.TaxTotal,
        PricesIncludeTax = order.PricesIncludeTax,
        TotalAmount = order.TotalAmount,
        Promotions = [.. order.Pricing.Promotions.Select(AppliedPromotionResponse.From)],
        TaxLines = [.. order.Pricing.TaxLines.Select(TaxLineResponse.From)],
        Shipping = order.Pricing.Shipping is { } shipping
            ? OrderShippingResponse.From(shipping, order.ChargedForShipping)
            : null,
        Currency = order.Currency,
        ShipTo = order.ShipTo,
        BillTo = order.BillTo,
        ShippingAddress = order.AddressText,
        OrderDate = order.PlacedAt,
        PaymentTerms = order.PaymentTerms,
        PayBy = order.PayBy,
        EstimatedDelivery = order.EstimatedDelivery,
        DeliveredAt = order.DeliveredAt,
        UpdatedAt = order.UpdatedAt,
        AdminData = new() { CustomerName = order.CustomerName, CustomerEmail = order.CustomerEmail },
        Version = order.Version,
    };

    /// <summary>The same, as the caller may see it.</summary>
    internal OrderResponse SeenBy(Actor actor) => actor.IsAdmin ? this : this with { AdminData = null };
}

/// <summary>The data of an order that only admins see.</summary>
public sealed record OrderAdminData
{
    /// <summary>
    /// First and last name when the order was placed or, if neither was given, the user name. Orders from before this
    /// field existed have the account's name from when the field was filled in. Null if it was erased.
    /// </summary>
    /// <example>Ada Lovelace</example>
    public required string? CustomerName { get; init; }

    /// <summary>The e-mail address, from the same time as the name. Null if it was erased.</summary>
    /// <example>ada@example.com</example>
    public required string? CustomerEmail { get; init; }
}

/// <summary>One line of an order.</summary>
public sealed record OrderItemResponse
{
    /// <example>1</example>
    public required long ProductId { get; init; }

    /// <example>DOG-FOOD-3F7K2</example>
    public required string Sku { get; init; }

    /// <summary>The product's name when it was sold.</summary>
    /// <example>Chicken and Rice Kibble, Adult, 3 kg</example>
    public required string ProductName { get; init; }

    /// <example>2</example>
    public required int Quantity { get; init; }

    /// <summary>The units in the order's shipments.</summary>
    /// <example>0</example>
    public required int ShippedQuantity { get; init; }

    /// <summary>The price of one unit.</summary>
    /// <example>15.99</example>
    [Money]
    public required decimal Price { get; init; }

    /// <summary>Units times price, before discounts.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>What promotions took off.</summary>
    /// <example>3.20</example>
    [Money]
    public required decimal Discount { get; init; }

    /// <summary>
    /// The item's share of the tax of its rate, whether the amount contains it or not.
    /// </summary>
    /// <example>4.60</example>
    [Money]
    public required decimal Tax { get; init; }

    /// <summary>The rate of the tax, in percent.</summary>
    /// <example>19</example>
    public required decimal TaxPercent { get; init; }

    /// <summary>The amount charged for the item, tax included.</summary>
    /// <example>28.78</example>
    [Money]
    public required decimal Total { get; init; }
}
