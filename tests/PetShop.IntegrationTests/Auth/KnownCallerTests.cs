using System.Net.Sockets;
using System.Text;

namespace PetShop.IntegrationTests.Auth;

/// <summary>Tokens that a node has validated before and no longer gives to the authentication handler.</summary>
public sealed class KnownCallerTests : ShopTest
{
    [Fact]
    public async Task A_known_token_is_rejected_once_it_has_expired()
    {
        var buyer = await KnownAsync();
        Shop.Clock.Advance(TimeSpan.FromHours(1));
        await (await buyer.GetAsync("/sales/orders")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_headers_with_known_tokens_are_nobody()
    {
        var (first, second) = (await KnownAsync(), await KnownAsync());
        var address = Shop.Node.Address;
        using var client = new TcpClient(address.Host, address.Port);     // an HttpClient would join the two
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n",
            "GET /sales/orders HTTP/1.1", $"Host: {address.Authority}", $"Authorization: Bearer {first.Token}",
            $"Authorization: Bearer {second.Token}", "Connection: close", "", "")));
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 401 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_token_of_an_ended_session_is_rejected_everywhere()
    {
        var buyer = await KnownAsync();
        await (await buyer.PostAsync("/auth/logout-all")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.GetAsync("/sales/orders")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await buyer.GetAsync("/products?low_stock=true")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_known_shopper_is_kept_from_what_is_for_admins()
    {
        var buyer = await KnownAsync();
        await (await buyer.GetAsync("/auth/users")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.GetAsync("/products?low_stock=true")).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    private async Task<Buyer> KnownAsync()
    {
        var buyer = await Shop.SignUpAsync();
        for (var i = 0; i < 2; i++)
            await (await buyer.GetAsync("/sales/orders")).ShouldBeAsync(HttpStatusCode.OK);
        return buyer;
    }
}
