using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.Security;

namespace PetShop.UnitTests.Core.Limits;

public sealed class RequestLimiterTests
{
    [Fact]
    public void A_flood_of_addresses_makes_it_keep_no_more_than_its_limit()
    {
        using var limiter = Limiter(requests: 1, clients: 100);
        for (var host = 0; host < 100; host++)
            Assert.True(Ask(limiter, $"2001:db8:0:{host:x}::1"));
        Assert.Equal(100, limiter.Clients);
        for (var host = 0; host < 20_000; host++)
            Ask(limiter, $"2001:db8:1:{host:x}::1");
        Assert.Equal(100, limiter.Clients);
        Assert.False(Ask(limiter, "2001:db8:0:7::1"));      // those that were known keep their own
    }

    [Fact]
    public void Those_beyond_it_share_by_network_and_are_served_until_their_network_has_had_its_share()
    {
        using var limiter = Limiter(requests: 2, clients: 1);
        Assert.True(Ask(limiter, "198.51.100.1"));
        Assert.True(Ask(limiter, "203.0.113.1"));
        Assert.True(Ask(limiter, "203.0.200.2"));
        Assert.False(Ask(limiter, "203.0.7.3"));
        Assert.True(Ask(limiter, "198.51.100.1"));
    }

    [Fact]
    public void A_flood_of_addresses_takes_nothing_from_accounts_nor_from_sign_in()
    {
        using var limiter = Limiter(requests: 1, clients: 1);
        for (var host = 0; host < 10_000; host++)
            Ask(limiter, $"2001:db8:1:{host:x}::1");
        for (var account = 1; account <= 3_000; account++)
            Assert.True(Ask(limiter, "198.51.100.1", account));
        Assert.False(Ask(limiter, "203.0.113.1", 7));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("198.51.100.1", "::ffff:198.51.100.1", true)]
    [InlineData("198.51.100.1", "198.51.100.2", false)]
    public void An_IPv6_network_is_one_client_and_an_IPv4_address_another(string one, string other, bool areOne) =>
        Assert.Equal(areOne, Client.NumberOf(IPAddress.Parse(one)) == Client.NumberOf(IPAddress.Parse(other)));

    [Fact]
    public async Task A_client_that_stays_away_is_forgotten()
    {
        var dropped = 0;
        await using (var window = new ClientWindow(
            new() { Requests = 1, Window = TimeSpan.FromSeconds(1) }, () => dropped++))
        {
            Assert.True(window.AttemptAcquire().IsAcquired);
            Assert.Null(window.IdleDuration);               // it is counting
            while (window.IdleDuration is null)
                window.TryReplenish();
        }
        Assert.Equal(1, dropped);
    }

    private static RequestLimiter Limiter(int requests, int clients) => new(Options.Create(new RateLimitOptions
    {
        Anonymous = new() { Requests = requests, Window = TimeSpan.FromHours(1) },
        Account = new() { Requests = requests, Window = TimeSpan.FromHours(1) },
        MaxClients = clients,
    }));

    private static bool Ask(RequestLimiter limiter, string address, long? account = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (account is { } id)
            context.User = new(new ActorIdentity(new Actor(id, null, [])));
        using var lease = limiter.Attempt(context);
        return lease.IsAcquired;
    }
}
