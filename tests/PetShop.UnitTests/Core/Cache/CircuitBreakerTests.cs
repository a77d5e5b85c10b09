using Microsoft.Extensions.Time.Testing;
using PetShop.Api.Core.Cache.Redis;

namespace PetShop.UnitTests.Core.Cache;

public sealed class CircuitBreakerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests() => _breaker = new(failuresToOpen: 3, TimeSpan.FromSeconds(1), _clock);

    [Fact]
    public void It_starts_open_and_may_be_tried_at_once()
    {
        Assert.True(_breaker.IsOpen);
        Assert.True(_breaker.MayTry());
    }

    [Fact]
    public void While_open_it_is_tried_once_in_a_while()
    {
        Assert.True(_breaker.MayTry());
        Assert.False(_breaker.MayTry());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_breaker.MayTry());
    }

    [Fact]
    public void A_wall_clock_that_steps_back_does_not_keep_it_from_being_tried()
    {
        var clock = new SteppingClock();
        var breaker = new CircuitBreaker(failuresToOpen: 3, TimeSpan.FromSeconds(1), clock);
        Assert.True(breaker.MayTry());
        clock.Advance(TimeSpan.FromSeconds(1));
        clock.StepBack(TimeSpan.FromMinutes(10));
        Assert.True(breaker.MayTry());
    }

    [Fact]
    public void Failures_in_a_row_open_it()
    {
        _breaker.Close();
        Assert.False(_breaker.Failed());
        Assert.False(_breaker.Failed());
        Assert.True(_breaker.Failed());
        Assert.True(_breaker.IsOpen);
        Assert.False(_breaker.Failed());
    }

    [Fact]
    public void An_answer_in_between_starts_the_count_anew()
    {
        _breaker.Close();
        _breaker.Failed();
        _breaker.Failed();
        _breaker.Succeeded();
        Assert.False(_breaker.Failed());
        Assert.False(_breaker.IsOpen);
    }

    [Fact]
    public void Opened_after_it_was_closed_it_may_be_tried_at_once()
    {
        _breaker.MayTry();
        _breaker.Close();
        Assert.False(_breaker.MayTry());
        _breaker.Open();
        Assert.True(_breaker.MayTry());
        Assert.False(_breaker.MayTry());
    }

    private sealed class SteppingClock : TimeProvider
    {
        private TimeSpan _elapsed;
        private TimeSpan _back;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _elapsed += by;

        public void StepBack(TimeSpan by) => _back += by;

        public override long GetTimestamp() => _elapsed.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _elapsed - _back;
    }
}
