using PetShop.AppHost.Servers;

namespace PetShop.UnitTests.AppHost;

public sealed class PostgresSettingsTests
{
    [Fact]
    public void A_shop_keeps_its_data_safe() =>
        Assert.Equal(["-c", "max_connections=50"], new PostgresSettings(50, ForTests: false).Arguments);

    [Fact]
    public void Tests_trade_safety_for_speed() =>
        Assert.Contains("fsync=off", new PostgresSettings(400, ForTests: true).Arguments);
}
