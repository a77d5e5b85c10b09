namespace PetShop.Api.Sales.Entities.Promotions;

/// <summary>
/// How often a limit of a promotion was used. There is a row only for a limit that exists and was used. Its figure is
/// always the number of the promotion's uses with this key that were not given back.
/// </summary>
public sealed class PromotionCounter
{
    /// <summary>The key of the limit of all orders.</summary>
    public const string Total = "total";

    /// <summary>The beginning of the key of a code's limit; the code's key follows.</summary>
    public const string OfCode = "code:";

    public const int KeyLength = 60;

    private PromotionCounter()
    {
    }

    public long PromotionId { get; private set; }

    /// <summary>What is limited: all orders, a code's or a customer's.</summary>
    public string Key { get; private set; } = "";

    public int Uses { get; private set; }

    /// <summary>The limit when it was last used.</summary>
    public int MaxUses { get; private set; }
}
