namespace PetShop.IntegrationTests.Contract.Fuzz;

/// <summary>All kinds of callers: without a token, with a valid one, and with an invalid one.</summary>
internal sealed class FuzzCallers
{
    private readonly List<(string Name, ShopCaller Caller)> _callers = [];

    private FuzzCallers()
    {
    }

    public static async Task<FuzzCallers> CreateAsync(ShopFixture shop)
    {
        var admin = await shop.SignUpAsync();
        await (await shop.AdminAsync()).GrantAsync(admin);
        var ended = await shop.SignUpAsync();
        await (await ended.PostAsync("/auth/logout-all")).ShouldBeAsync(HttpStatusCode.NoContent);
        shop.Clock.Advance(TimeSpan.FromHours(-1));
        var expired = await shop.SignUpAsync();
        shop.Clock.Advance(TimeSpan.FromHours(1));
        var callers = new FuzzCallers();
        callers._callers.AddRange(
        [
            ("anonymous", shop.Anyone), ("user", await shop.SignUpAsync()), ("other user", await shop.SignUpAsync()),
            ("admin", await shop.SignInAsync(admin.Username)), ("admin", await shop.SignInAsync(admin.Username)),
            ("admin", await shop.SignInAsync(admin.Username)), ("user", await shop.SignUpAsync()), ("expired", expired),
            ("ended", ended), ("forged", new ShopCaller(shop.Node, "no.such.token")),
        ]);
        return callers;
    }

    public (string Name, ShopCaller Caller) Pick(Random random) => _callers[random.Next(_callers.Count)];
}
