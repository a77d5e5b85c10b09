namespace PetShop.Api.Sales.Services.Returns;

/// <summary>Section <c>Returns</c>.</summary>
public sealed class ReturnsOptions
{
    public const string Section = "Returns";

    /// <summary>The right of withdrawal in the EU.</summary>
    private const int MinDays = 14;

    private const int MaxDays = 3_650;

    /// <summary>How many days after the delivery a customer can request a return.</summary>
    public int Days { get; set; } = MinDays;

    /// <summary>Until when customers can request returns of an order.</summary>
    /// <param name="deliveredAt">Null if it was not recorded.</param>
    /// <param name="updatedAt">The order's last change: if its delivery was not recorded, that is the latest time at
    /// which it can have been.</param>
    internal DateTimeOffset EndFor(DateTimeOffset? deliveredAt, DateTimeOffset updatedAt) =>
        (deliveredAt ?? updatedAt) + TimeSpan.FromDays(Days);

    internal bool IsValid() => Days is >= MinDays and <= MaxDays;
}
