using System.Security.Cryptography;

namespace PetShop.IntegrationTests.Auth.Tokens;

public sealed class SigningKeyTests : ShopTest
{
    [Fact]
    public async Task A_token_outlives_the_node_that_issued_it()
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.At(Shop.StartNode()).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        var onSecond = await Buyer.SignInAsync(Shop.StartNode(), buyer.Username, Buyer.DefaultPassword);
        await (await onSecond.At(Shop.Node).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM signing_keys"));
    }

    [Fact]
    public async Task Nodes_that_start_together_without_a_key_make_one()
    {
        await Shop.Database.ExecuteAsync("DELETE FROM signing_keys");
        var nodes = Enumerable.Range(0, 4).Select(_ => Shop.StartNode()).ToList();
        var admins = await Task.WhenAll(nodes.Select(Admin.SignInAsync));
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM signing_keys"));
        foreach (var admin in admins)
            await (await admin.At(nodes[0]).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        // this shop's first node knows the lost key: its next test opens another
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_retired_key_verifies_until_it_expires_and_a_new_one_signs()
    {
        var before = await Shop.SignUpAsync();
        await Shop.Database.ExecuteAsync("UPDATE signing_keys SET expires_at = $1",
            Shop.Clock.GetUtcNow().AddMinutes(5));
        Shop.Clock.Advance(TimeSpan.FromMinutes(2));
        var other = Shop.StartNode();
        var after = await Buyer.SignInAsync(other, before.Username, Buyer.DefaultPassword);
        Assert.NotEqual(KidOf(before), KidOf(after));
        await (await before.At(other).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await after.At(Shop.Node).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Shop.Clock.Advance(TimeSpan.FromMinutes(4));
        await (await before.At(other).GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await after.At(other).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_made_by_another_node_is_known_at_its_first_use()
    {
        Shop.Clock.Stop();
        var buyer = await Shop.SignUpAsync();
        await Shop.Database.ExecuteAsync("UPDATE signing_keys SET expires_at = $1",
            Shop.Clock.GetUtcNow().AddMinutes(5));
        Shop.Clock.Advance(TimeSpan.FromSeconds(10));    // less than a node remembers its keys for
        var later = await Buyer.SignInAsync(Shop.StartNode(), buyer.Username, Buyer.DefaultPassword);
        await (await later.At(Shop.Node).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_key_is_known_even_to_a_node_that_has_just_read_its_keys()
    {
        var buyer = await Shop.SignUpAsync();
        Shop.Clock.Advance(TimeSpan.FromMinutes(2));
        var signedIn = await Shop.SignInAsync(buyer.Username);      // for which the node reads its keys again
        await Shop.Database.ExecuteAsync("UPDATE signing_keys SET expires_at = $1",
            Shop.Clock.GetUtcNow().AddMinutes(5));
        var later = await Buyer.SignInAsync(Shop.StartNode(), buyer.Username, Buyer.DefaultPassword);
        await (await later.At(Shop.Node).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await signedIn.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_configured_key_signs()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var setting = ("Tokens:SigningKey", key.ExportPkcs8PrivateKeyPem());
        var first = Shop.StartNode(setting);
        var admin = await Admin.SignInAsync(first);
        await (await admin.At(Shop.StartNode(setting)).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.At(Shop.Node).GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await (await Shop.AdminAsync()).At(first).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, InlineData("secret"), InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void A_configured_key_that_cannot_sign_stops_the_start(string pem)
    {
        var failure = Record.Exception(() => Shop.StartNode(("Tokens:SigningKey", pem)));
        Assert.Contains("Tokens:SigningKey is not a P-256 private key", failure?.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The header, which differs by its kid alone.</summary>
    private static string KidOf(Buyer buyer) => buyer.Token.Split('.')[0];
}
