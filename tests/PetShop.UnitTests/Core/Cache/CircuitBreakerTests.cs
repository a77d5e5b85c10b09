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
}
