namespace PetShop.IntegrationTests.Sales.Kills;

public sealed class CommitKillTests : KillTest
{
    [Theory]
    [InlineData(KillSwitch.BeforeCommit)]
    [InlineData(KillSwitch.AfterCommit)]
    public Task Whatever_a_kill_at_a_commit_interrupts_happens_once(string point) =>
        KillEverywhereAsync(point, 1, 1, 2, 3, 2, 1);
}
