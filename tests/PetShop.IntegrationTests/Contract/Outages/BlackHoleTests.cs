using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Contract.Outages;

/// <summary>
/// A database that neither responds nor refuses connections. The limits are short here, so that waiting in a queue
/// would take hundreds of times as long as waiting together. This cannot be confused with a busy machine.
/// </summary>
public sealed class BlackHoleTests : ShopTest
{
    private const int Callers = 200;
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);
    private InterruptibleProxy _line = null!;
    private ShopNode _node = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var database = new NpgsqlConnectionStringBuilder(Shop.Database.ConnectionString);
        _line = new InterruptibleProxy(database.Host!, database.Port);
        (database.Host, database.Port) = ("127.0.0.1", _line.Port);
        _node = Shop.StartNode(
            ("ConnectionStrings:PetShop", database.ConnectionString), ("Database:ConnectSeconds", "2"),
            ("Database:CommandSeconds", "2"));
    }

    public override async Task DisposeAsync()
    {
        await _line.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Requests_do_not_queue_for_the_signing_keys()
    {
        var buyer = (await Shop.SignUpAsync()).At(_node);
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Shop.Clock.Advance(TimeSpan.FromMinutes(2));    // the node's keys are no longer fresh
        _line.Hang();
        await EverybodyIsToldAsync(() => buyer.GetAsync("/auth/me"));
        _line.Release();
        await ServesAgainAsync(() => buyer.GetAsync("/auth/me"));
    }

    [Fact]
    public async Task Requests_do_not_queue_while_no_signing_key_is_known()
    {
        var buyer = (await Shop.SignUpAsync()).At(_node);
        _line.Hang();
        await EverybodyIsToldAsync(() => buyer.GetAsync("/auth/me"));
        _line.Release();
        await ServesAgainAsync(() => buyer.GetAsync("/auth/me"));
    }

    [Fact]
    public async Task Requests_do_not_queue_for_reference_data()
    {
        _line.Hang();
        await EverybodyIsToldAsync(() => new ShopCaller(_node).GetAsync("/products?category=toys"));
        _line.Release();
        await ServesAgainAsync(() => new ShopCaller(_node).GetAsync("/products?category=toys"));
    }

    [Fact]
    public async Task Requests_do_not_queue_for_an_id_and_available_ids_are_used()
    {
        var ids = _node.Services.GetRequiredService<TimeOrderedIds>();
        var first = await ids.NextAsync(CancellationToken.None);
        _line.Hang();
        var tries = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => TryNextAsync())).WaitAsync(Generous);
        var given = tries.OfType<long>().ToList();
        Assert.Equal(TimeOrderedIds.BlockSize - 1, given.Count);
        Assert.Equal(given.Count, given.Append(first).Distinct().Count() - 1);
        _line.Release();
        long? next = null;      // the query from before the release may still be waiting for its cancellation
        await Eventually.TrueAsync(async () => (next = await TryNextAsync()) is not null, "there are ids again");
        Assert.DoesNotContain(next!.Value, given);

        async Task<long?> TryNextAsync()
        {
            try
            {
                return await ids.NextAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is TimeoutException or NpgsqlException)
            {
                return null;
            }
        }
    }

    /// <summary>Retried, because with such short limits a busy machine may reach one again.</summary>
    private static Task ServesAgainAsync(Func<Task<HttpResponseMessage>> ask) => Eventually.TrueAsync(
        async () => (await ask()).StatusCode == HttpStatusCode.OK, "the shop serves again");

    /// <summary>All requests are concurrent, and all are answered 503 with Retry-After.</summary>
    private static async Task EverybodyIsToldAsync(Func<Task<HttpResponseMessage>> send)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => send())).WaitAsync(Generous);
        foreach (var answer in answers)
        {
            await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }
}
