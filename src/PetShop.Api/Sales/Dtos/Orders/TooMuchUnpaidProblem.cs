namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>The account has too many unpaid orders. No new one was placed.</summary>
public sealed record TooMuchUnpaidProblem
{
    /// <summary>The account's orders that are neither paid nor confirmed.</summary>
    /// <example>20</example>
    public required int OpenOrders { get; init; }

    /// <summary>The number of units in these orders.</summary>
    /// <example>34</example>
    public required long OpenUnits { get; init; }

    /// <summary>The maximum number of such orders; null for no limit.</summary>
    /// <example>20</example>
    public required int? MaxOrders { get; init; }

    /// <summary>The maximum number of units in them; null for no limit.</summary>
    /// <example>1000</example>
    public required int? MaxUnits { get; init; }

    /// <summary>The oldest of these orders, at most 20.</summary>
    public required IReadOnlyList<UnpaidOrderItem> Orders { get; init; }
}

/// <summary>An order that is neither paid nor confirmed.</summary>
public sealed record UnpaidOrderItem
{
    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>The order number for people.</summary>
    /// <example>PS-06ZK-3M92-QX4T</example>
    public required string Number { get; init; }

    /// <summary>The number of units in all lines.</summary>
    /// <example>2</example>
    public required int Units { get; init; }
}
