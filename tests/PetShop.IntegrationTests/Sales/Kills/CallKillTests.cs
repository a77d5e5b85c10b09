namespace PetShop.IntegrationTests.Sales.Kills;

/// <summary>Apart from the others, so that they run at the same time.</summary>
public sealed class CallKillTests : KillTest
{
    [Theory]
    [InlineData(KillSwitch.BeforeCall)]
    [InlineData(KillSwitch.AfterCall)]
    public Task Whatever_a_kill_at_a_call_of_the_provider_interrupts_happens_once(string point) =>
        KillEverywhereAsync(point, 0, 0, 0, 2, 2, 0);
}
