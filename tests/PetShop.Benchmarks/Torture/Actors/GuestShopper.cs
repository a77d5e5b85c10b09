namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>A customer without an account. What guests do is listed in <see cref="GuestActions"/>.</summary>
internal sealed class GuestShopper(Stage stage, int number) : Actor(stage, number)
{
    protected override int Kind => 3;

    public string Email => $"guest-{Number}@example.com";

    /// <summary>The latest orders, the newest last.</summary>
    public List<GuestOrder> Orders { get; } = [];

    protected override async Task BeginAsync()
    {
        Person = new Person(Email);
        await BeginCartAsync();
    }

    protected override async Task ActAsync()
    {
        if (Cart is null)
            await BeginCartAsync();
        else
            await Choose(GuestActions.All, Random).ActAsync(this);
        await PauseAsync(0, 120);
    }

    /// <summary>Goes on with another cart. Orders are still opened by their links.</summary>
    public async Task BeginCartAsync()
    {
        Cart = null;
        var begun = await TryAsync("begin a guest's cart", HttpMethod.Post, "sales/carts/guest");
        Cart = begun.IsSuccess ? begun.Body.GetProperty("token").GetString() : null;
    }

    /// <summary>An admin erases the guest, who orders on afterwards as if for the first time.</summary>
    public async Task BeErasedAsync()
    {
        var guest = Person;
        Person = new Person(TortureShop.AdminName);
        if (await Person.SignInAsync(this))
            await TryAsync("erase a guest", HttpMethod.Post, "sales/guests/erase", new { email = Email });
        Person = guest;
        Orders.Clear();
    }

    public long SomeProduct() => Stage.Products[Random.Next(Stage.Products.Count / 3)];

    /// <summary>Different products in a random order.</summary>
    public object[] SomeLines() =>
        [.. Enumerable.Range(0, Random.Next(1, 5)).Select(_ => SomeProduct()).Distinct()
            .Select(product_id => new { product_id, quantity = Random.Next(1, 4) })];

    public string[] SomeCodes() => Random.Next(4) == 0 ? [Stage.Codes.Pick(Random)] : [];

    /// <summary>One of the latest orders; null if there is none.</summary>
    public GuestOrder? SomeOrder() =>
        Orders.Count == 0 ? null : Orders[Random.Next(Math.Max(0, Orders.Count - 10), Orders.Count)];
}

/// <summary>An order of a guest, with the paths of its links.</summary>
internal sealed record GuestOrder(
    long Id, string Read, string Cancel, string Returns, string Shipments, string Timeline, string Refunds,
    string Notes, Bill Bill)
{
    public static GuestOrder From(Answer placed)
    {
        var links = placed.Body.GetProperty("links");
        return new(placed.Id("order"), Link("order"), Link("cancel"), Link("returns"), Link("shipments"),
            Link("timeline"), Link("refunds"), Link("notes"), new(placed.Id("order"), Link("payments")));

        string Link(string name) => links.GetProperty(name).GetString()!.TrimStart('/');
    }

    /// <summary>The path of one return.</summary>
    public string Return(long id) => Returns.Replace("?", $"/{id}?", StringComparison.Ordinal);
}
