using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>Several units of work under one Idempotency-Key.</summary>
public sealed class IdempotentStepTests : ShopTest
{
    private readonly List<string> _done = [];

    [Fact]
    public async Task Each_step_is_kept_under_its_own_name_and_a_repeated_request_does_what_was_not_done()
    {
        await RequestAsync(async work => await OrderAsync(work));       // and then the node crashes
        await RequestAsync(async work =>
        {
            Assert.Equal(7, (await OrderAsync(work)).OrderId);
            Assert.Equal("4.20", (await ChargeAsync(work)).Amount);
        });
        var again = await RequestAsync(async work =>
        {
            Assert.Equal(7, (await OrderAsync(work)).OrderId);
            Assert.Equal("4.20", (await ChargeAsync(work)).Amount);
        });
        Assert.Equal(["order", "charge"], _done);
        Assert.True(again.IsReplayed);
    }

    [Fact]
    public async Task A_request_that_does_something_new_is_no_replay()
    {
        await RequestAsync(async work => await OrderAsync(work));
        var second = await RequestAsync(async work =>
        {
            await OrderAsync(work);
            await ChargeAsync(work);
        });
        Assert.False(second.IsReplayed);
    }

    [Theory, InlineData(""), InlineData("order")]
    public async Task A_second_unit_of_work_without_a_name_of_its_own_throws_with_a_key_and_without(string step)
    {
        foreach (var key in new[] { "a-key", null })
        {
            var failure = await Record.ExceptionAsync(() => RequestAsync(async work =>
            {
                await work.CommitAsync(step, () => Task.FromResult(new Ordered(7)), CancellationToken.None);
                await work.CommitAsync(step, () => Task.FromResult(new Charged("4.20")), CancellationToken.None);
            }, key));
            Assert.Contains("second unit of work", Assert.IsType<InvalidOperationException>(failure).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_result_that_does_not_say_whose_it_is_throws_with_a_key_and_without()
    {
        foreach (var key in new[] { "a-key", null })
        {
            var failure = await Record.ExceptionAsync(
                () => RequestAsync(work => work.CommitAsync(() => Task.CompletedTask, CancellationToken.None), key));
            Assert.Contains("whose data it holds", Assert.IsType<InvalidOperationException>(failure).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_unit_of_work_inside_another_is_part_of_it() =>
        await RequestAsync(work => work.CommitAsync(async () =>
        {
            await work.CommitAsync(() => Task.CompletedTask, CancellationToken.None);
            await work.CommitAsync(() => Task.CompletedTask, CancellationToken.None);
            return new Ordered(7);
        }, CancellationToken.None));

    private Task<Ordered> OrderAsync(IUnitOfWork work) => work.CommitAsync("order", () =>
    {
        _done.Add("order");
        return Task.FromResult(new Ordered(7));
    }, CancellationToken.None);

    private Task<Charged> ChargeAsync(IUnitOfWork work) => work.CommitAsync("charge", () =>
    {
        _done.Add("charge");
        return Task.FromResult(new Charged("4.20"));
    }, CancellationToken.None);

    /// <summary>The parts of the filter and a service in a request.</summary>
    private async Task<IdempotentRequest> RequestAsync(Func<IUnitOfWork, Task> serve, string? key = "a-key")
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        var request = scope.ServiceProvider.GetRequiredService<IdempotentRequest>();
        if (key is null)
            request.BeginWithoutKey();
        else
            request.Begin("1 POST /somewhere", key, [1], owner => Assert.Equal(1, owner));
        await serve(scope.ServiceProvider.GetRequiredService<IUnitOfWork>());
        return request;
    }

    private sealed record Ordered(long OrderId) : IIdempotentResult
    {
        public long OwnerId => 1;
    }

    private sealed record Charged(string Amount) : IIdempotentResult
    {
        public long OwnerId => 1;
    }
}
