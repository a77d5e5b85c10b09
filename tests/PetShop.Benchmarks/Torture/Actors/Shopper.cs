namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>A customer. What customers do is listed in <see cref="ShopperActions"/>.</summary>
internal sealed class Shopper(Stage stage, int number) : Actor(stage, number)
{
    private readonly List<ActorAction<Shopper>> _actions =
        [.. ShopperActions.All, .. CheckoutActions.All, .. PaymentActions.OfShoppers,
            .. GiftCardActions.OfShoppers];

    protected override int Kind => 1;

    /// <summary>The account's latest orders, the newest last.</summary>
    public List<long> Orders { get; } = [];

    /// <summary>Addresses of the account's book.</summary>
    public List<long> Addresses { get; } = [];

    /// <summary>What the last quote said; null if the cart changed since.</summary>
    public QuotedCart? Quoted { get; set; }

    protected override Task BeginAsync() => BecomeSomebodyAsync();

    protected override async Task ActAsync()
    {
        await Choose(_actions, Random).ActAsync(this);
        await PauseAsync(0, 120);
    }

    /// <summary>Goes on with a new account.</summary>
    public async Task BecomeSomebodyAsync()
    {
        Orders.Clear();
        Addresses.Clear();
        Quoted = null;
        await SignUpAsync($"shopper-{Number}-{Random.Next():x}");
    }

    public async Task SignUpAsync(string username) => Person = await Person.RegisterAsync(this, username);

    /// <summary>Popular products much more often than others.</summary>
    public long SomeProduct() => Stage.Products[
        Random.Next(3) == 0 ? Random.Next(Stage.Products.Count) : Random.Next(Stage.Products.Count / 6)];

    /// <summary>Different products in a random order.</summary>
    public object[] SomeLines()
    {
        var products = Enumerable.Range(0, Random.Next(1, 7)).Select(_ => SomeProduct()).Distinct().ToArray();
        return [.. products.Select(product_id => new { product_id, quantity = SomeQuantity() })];
    }

    /// <summary>Mostly one, seldom many.</summary>
    public int SomeQuantity() => Random.Next(25) == 0 ? Random.Next(4, 30) : Random.Next(1, 4);

    public string[] SomeCodes() => Random.Next(8) switch
    {
        0 or 1 => [Stage.Codes.Pick(Random)],
        2 => [.. new[] { Stage.Codes.Pick(Random), Stage.Codes.Pick(Random) }.Distinct()],
        _ => [],
    };

    /// <summary>One of the latest orders; null if there is none.</summary>
    public long? SomeOrder() =>
        Orders.Count == 0 ? null : Orders[Random.Next(Math.Max(0, Orders.Count - 15), Orders.Count)];
}

/// <summary>A quote for the cart.</summary>
internal sealed record QuotedCart(decimal Total, string[] Codes, object ShipTo, long? Method);
