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
        Assert.False(new OrdersOptions { MaxUnpaid = -1 }.IsValid());
    }
}
