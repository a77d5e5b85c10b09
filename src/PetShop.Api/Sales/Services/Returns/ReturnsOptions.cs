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

    internal bool IsValid() => Days is >= MinDays and <= MaxDays;
}
