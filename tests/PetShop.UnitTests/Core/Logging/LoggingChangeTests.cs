using PetShop.Api.Core.Logging;

namespace PetShop.UnitTests.Core.Logging;

public sealed class LoggingChangeTests
{
    [Fact]
    public void A_later_change_keeps_what_it_does_not_name()
    {
        var first = new LoggingChange(LoggingLevel.Debug, new() { ["A"] = LoggingLevel.Error, ["B"] = LoggingLevel.Warning });
        var both = first.Then(new LoggingChange(Overrides: new() { ["B"] = null, ["C"] = LoggingLevel.Fatal }, StackTraces: false));
        Assert.Equal(LoggingLevel.Debug, both.Default);
        Assert.Equal(false, both.StackTraces);
        Assert.Equal([new("A", LoggingLevel.Error), new("B", null), new("C", LoggingLevel.Fatal)], both.Overrides!);
    }

    [Fact]
    public void What_is_stored_reads_back_with_its_nulls()
    {
        var json = new LoggingChange(null, new() { ["PetShop.Api.Sales"] = LoggingLevel.Debug, ["System"] = null }, true).ToJson();
        Assert.Equal("""{"default":null,"overrides":{"PetShop.Api.Sales":"debug","System":null},"stack_traces":true}""", json);
        Assert.Equal(json, LoggingChange.FromJson(json).ToJson());
    }
}
