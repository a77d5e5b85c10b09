using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.UnitTests.Sales;

/// <summary>
/// Which promotions a customer is told have ended: those that applied without a code when the cart was last changed.
/// </summary>
public sealed class AutomaticOfferTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 4, "")]
    [InlineData(1, 5, "Sale")]
    [InlineData(5, 6, "")]          // it had ended before the cart was changed
    [InlineData(-1, 6, "")]         // the cart is older
    public void One_that_ends_by_itself_is_named_from_its_end_on(int cart, int now, string expected) =>
        Assert.Equal(expected, Named(Make(endsAt: 5), cart, now));

    [Theory]
    [InlineData("deactivate")]
    [InlineData("need a code")]
    [InlineData("shorten")]
    [InlineData("postpone")]
    public void One_that_an_edit_ends_is_named_from_then_on(string change)
    {
        var promotion = Make();
        Edit(promotion, 3, change);
        Assert.Equal("Sale", Named(promotion, cart: 2, now: 3));
        Assert.Equal("", Named(promotion, cart: 3, now: 4));
        Assert.Equal("", Named(promotion, cart: -1, now: 4));
    }

    [Fact]
    public void What_it_becomes_afterwards_is_not_told()
    {
        var promotion = Make();
        Edit(promotion, 3, "deactivate");
        Edit(promotion, 4, "rename");
        Assert.Equal("Sale", Named(promotion, cart: 2, now: 5));
    }

    [Theory]
    [InlineData("deactivate")]
    [InlineData("need a code")]
    [InlineData("rename")]
    public void Tidying_up_changes_nothing_about_one_that_has_ended(string change)
    {
        var promotion = Make(endsAt: 3);
        Edit(promotion, 5, change);
        Assert.Equal("Sale", Named(promotion, cart: 2, now: 6));
        Assert.Equal("", Named(promotion, cart: 4, now: 6));
    }

    [Fact]
    public void A_draft_that_is_active_by_mistake_is_named_only_for_that_time()
    {
        var promotion = Make(isActive: false, startsAt: -10);
        Assert.Equal("", Named(promotion, cart: 1, now: 2));
        Edit(promotion, 2, "activate");
        Edit(promotion, 4, "deactivate");
        Assert.Equal("", Named(promotion, cart: 1, now: 5));
        Assert.Equal("Sale", Named(promotion, cart: 3, now: 5));
    }

    [Fact]
    public void One_that_is_made_after_its_end_is_never_named() =>
        Assert.Equal("", Named(Make(startsAt: -10, endsAt: -1), cart: -5, now: 1));

    [Fact]
    public void One_that_applies_again_has_not_ended()
    {
        var promotion = Make();
        Edit(promotion, 3, "deactivate");
        Edit(promotion, 4, "activate");
        Assert.Equal("", Named(promotion, cart: 2, now: 5));
        Assert.Equal(At(4), promotion.OfferedSince);
        Edit(promotion, 5, "rename");
        Assert.Equal(At(4), promotion.OfferedSince);
    }

    private static Promotion Make(int? startsAt = null, int? endsAt = null, bool isActive = true)
    {
        var promotion = new Promotion
        {
            Name = "Sale", Effect = new PercentageOff(10), IsActive = isActive, StartsAt = At(startsAt),
            EndsAt = At(endsAt), CreatedAt = Start,
        };
        promotion.MarkCreated();
        return promotion;
    }

    private static void Edit(Promotion promotion, int minute, string change)
    {
        var before = promotion.Offer;
        _ = change switch
        {
            "deactivate" => promotion.IsActive = false,
            "activate" => promotion.IsActive = true,
            "need a code" => promotion.NeedsCode = true,
            "shorten" => (promotion.EndsAt = At(minute - 1)) is not null,
            "postpone" => (promotion.StartsAt = At(minute + 100)) is not null,
            _ => (promotion.Name = "Draft").Length > 0,
        };
        promotion.MarkEdited(At(minute)!.Value, before);
    }

    /// <param name="cart">When the cart was last changed, in minutes.</param>
    private static string Named(Promotion promotion, int cart, int now) => string.Join(
        ' ', promotion.Offers.Where(offer => offer.AppliesAt(At(cart)!.Value) && offer.HasEnded(At(now)!.Value))
            .Select(offer => offer.Name));

    private static DateTimeOffset? At(int? minute) => minute is { } m ? Start.AddMinutes(m) : null;
}
