using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Services;

namespace PetShop.UnitTests.Sales;

public sealed class OrdersOptionsTests
{
    [Fact]
    public void An_account_is_limited_unless_the_settings_say_otherwise()
    {
        var options = new OrdersOptions();
        Assert.Equal((20, 1_000, 40), (options.MaxUnpaid, options.MaxUnpaidUnits, options.MaxCancelledPerDay));
        Assert.True(options.HasLimits);
        Assert.False(new OrdersOptions { MaxUnpaid = 0, MaxUnpaidUnits = 0, MaxCancelledPerDay = 0 }.HasLimits);
        Assert.True(options.HasValidLimits());
        Assert.False(new OrdersOptions { MaxUnpaid = -1 }.HasValidLimits());
    }

    [Fact]
    public void Orders_are_prepaid_within_three_days_unless_the_settings_say_otherwise()
    {
        var options = new OrdersOptions();
        Assert.Equal((PaymentTerms.Prepaid, TimeSpan.FromDays(3)), (options.PaymentTerms, options.PayWithin));
        Assert.True(options.HasValidTerms());
        Assert.False(new OrdersOptions { PayWithin = TimeSpan.Zero }.HasValidTerms());
        Assert.False(new OrdersOptions { PayWithin = TimeSpan.FromDays(367) }.HasValidTerms());
        Assert.False(new OrdersOptions { PaymentTerms = (PaymentTerms)2 }.HasValidTerms());
    }
}
