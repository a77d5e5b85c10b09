namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>The account has ordered so much without paying that no more is taken.</summary>
public sealed record TooMuchUnpaidProblem
{
    /// <summary>Orders of the account that are neither paid nor confirmed.</summary>
    /// <example>20</example>
    public required int OpenOrders { get; init; }

    /// <summary>Units on these orders.</summary>
    /// <example>34</example>
    public required long OpenUnits { get; init; }

    /// <summary>How many such orders are allowed; null for any number.</summary>
    /// <example>20</example>
    public required int? MaxOrders { get; init; }

    /// <summary>How many units on them are allowed; null for any number.</summary>
    /// <example>1000</example>
    public required int? MaxUnits { get; init; }

    /// <summary>The oldest of these orders, 20 at most.</summary>
    public required IReadOnlyList<UnpaidOrderItem> Orders { get; init; }
}

/// <summary>An order that is neither paid nor confirmed.</summary>
public sealed record UnpaidOrderItem
{
    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>What people call it.</summary>
    /// <example>PS-06ZK-3M92-QX4T</example>
    public required string Number { get; init; }

    /// <summary>Over all lines.</summary>
    /// <example>2</example>
    public required int Units { get; init; }
}
