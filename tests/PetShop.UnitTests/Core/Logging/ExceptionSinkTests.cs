using System.Diagnostics;
using Serilog.Events;

namespace PetShop.UnitTests.Core.Logging;

public sealed class ExceptionSinkTests
{
    private readonly LogLines _lines = new();

    [Fact]
    public void With_the_switch_on_an_exception_is_written_in_full()
    {
        using var logger = _lines.Create(() => true);
        logger.Error(Thrown(), "Failed");
        Assert.True(Frames() > 1);
    }

    [Fact]
    public void With_the_switch_off_it_is_types_messages_and_the_first_frame()
    {
        using var logger = _lines.Create(() => false);
        logger.Error(Thrown(), "Failed");
        var text = _lines.Last.Exception!.ToString();
        Assert.StartsWith("System.InvalidOperationException: outer ---> System.FormatException: inner at ", text,
            StringComparison.Ordinal);
        Assert.Contains(nameof(Throw), text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public void The_switch_holds_for_the_next_line()
    {
        var full = true;
        using var logger = _lines.Create(() => full);
        logger.Error(Thrown(), "Failed");
        full = false;
        logger.Error(Thrown(), "Failed");
        Assert.Equal(0, Frames());
    }

    [Fact]
    public void Each_line_carries_the_trace_id_that_problems_show()
    {
        using var logger = _lines.Create();
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        logger.Error(Thrown(), "Failed");
        Assert.Equal(activity.TraceId.ToHexString(), ((ScalarValue)_lines.Last.Properties["trace_id"]).Value);
        activity.Stop();
        logger.Information("Elsewhere");
        Assert.Equal("-", ((ScalarValue)_lines.Last.Properties["trace_id"]).Value);
    }

    private int Frames() =>
        _lines.Last.Exception!.ToString().Split('\n')
            .Count(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));

    private static InvalidOperationException Thrown()
    {
        try
        {
            Rethrow();
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
        throw new UnreachableException();
    }

    private static void Rethrow() => Throw();

    private static void Throw() => throw new InvalidOperationException("outer", new FormatException("inner"));
}
