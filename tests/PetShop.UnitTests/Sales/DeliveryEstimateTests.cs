using Microsoft.Extensions.Time.Testing;
using PetShop.Api.Core.Time;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Services.Shipping;

namespace PetShop.UnitTests.Sales;

public sealed class DeliveryEstimateTests
{
    /// <summary>Already 1 February in Berlin.</summary>
    private static readonly DateTimeOffset Now = new(2030, 1, 31, 23, 30, 0, TimeSpan.Zero);

    private static readonly StockFigure Enough = new(10);

    [Fact]
    public void The_days_of_the_method_count_from_today_in_the_time_zone_of_the_shop() =>
        Assert.Equal(EndOf(2, 4), Estimate(Enough));

    [Fact]
    public void They_count_from_the_day_on_which_the_last_goods_can_be_sent()
    {
        var soon = Enough with { AvailableFrom = Now.AddDays(1) };
        var later = Enough with { AvailableFrom = Now.AddDays(9) };
        Assert.Equal(EndOf(2, 13), Estimate(Enough, later, soon));
        Assert.Equal(EndOf(2, 13), Estimate(new StockFigure(0, BackorderLimit: 50, later.AvailableFrom)));
        Assert.Equal(EndOf(2, 4), Estimate(Enough with { AvailableFrom = Now }));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    [InlineData(-3)]
    public void Nobody_knows_when_units_on_back_order_arrive(int onHand)
    {
        Assert.Null(Estimate(Enough, new StockFigure(onHand, BackorderLimit: 50)));
        Assert.Null(Estimate(
            Enough with { AvailableFrom = Now.AddDays(9) }, new StockFigure(onHand, 50, Now.AddDays(-1))));
    }

    [Fact]
    public void The_end_of_time_is_no_date()
    {
        Assert.Null(Estimate(Enough with { AvailableFrom = DateTimeOffset.MaxValue }));
        Assert.Null(Estimate(Enough with { AvailableFrom = new(9998, 12, 31, 0, 0, 0, TimeSpan.Zero) }));
    }

    [Fact]
    public void Without_a_method_there_is_no_estimate() => Assert.Null(DeliveryEstimate.Of(null, [], Calendar));

    private static ShopCalendar Calendar => ShopCalendar.Of("Europe/Berlin", new FakeTimeProvider(Now));

    /// <summary>Five units of each, by a method of at most three days.</summary>
    private static DateTimeOffset? Estimate(params StockFigure[] goods) =>
        DeliveryEstimate.Of(3, goods.Select(stock => new WantedUnits(stock, 5)), Calendar);

    /// <summary>The last microsecond of a day of winter in Berlin.</summary>
    private static DateTimeOffset EndOf(int month, int day) =>
        new DateTimeOffset(2030, month, day, 23, 0, 0, TimeSpan.Zero).AddMicroseconds(-1);
}
