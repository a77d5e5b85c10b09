namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>
/// An admin, who starts as the first admin's colleague. What admins do is listed in <see cref="OrderActions"/>,
/// <see cref="RefundActions"/>, <see cref="GiftCardActions"/>, <see cref="CatalogueActions"/> and
/// <see cref="PromotionActions"/>.
/// </summary>
internal sealed class Admin(Stage stage, int number) : Actor(stage, number)
{
    private readonly List<ActorAction<Admin>> _actions =
        [.. OrderActions.All, .. RefundActions.All, .. GiftCardActions.OfAdmins, .. CatalogueActions.All,
            .. PromotionActions.All];

    protected override int Kind => 2;

    /// <summary>Promotions that this admin has created.</summary>
    public List<long> Promotions { get; } = [];

    protected override async Task BeginAsync()
    {
        var colleague = await Person.RegisterAsync(this, $"admin-{Number}");
        Person = new Person(TortureShop.AdminName);
        while (!IsOver && Person.Id != colleague.Id)
        {
            if (await Person.SignInAsync(this) && (await TryAsync("grant a role", HttpMethod.Post,
                    $"auth/users/{colleague.Id}/roles", new { role = "admin" })).IsSuccess)
                Person = colleague;
        }
    }

    protected override async Task ActAsync()
    {
        await Choose(_actions, Random).ActAsync(this);
        await PauseAsync(0, 40);
    }

    /// <summary>Adds a subscriber as the first admin, before anything goes wrong.</summary>
    public async Task<Answer> SubscribeAsync(object webhook)
    {
        await SignInAsFirstAsync();
        return await TryAsync("subscribe", HttpMethod.Post, "webhooks", webhook);
    }

    /// <summary>Asks as the first admin, when all servers run again.</summary>
    public async Task<Answer> AskAsync(HttpMethod method, string path)
    {
        if (Person?.Token is null)
            await SignInAsFirstAsync();
        return await TryAsync("settle", method, path, method == HttpMethod.Post ? new { } : null);
    }

    private async Task SignInAsFirstAsync()
    {
        Person = new Person(TortureShop.AdminName);
        while (!await Person.SignInAsync(this))
        {
        }
    }

    public long SomeProduct() => Stage.Products[Random.Next(Stage.Products.Count)];

    /// <summary>Some items of a list, in a random order.</summary>
    public async Task<System.Text.Json.JsonElement[]> SomeOfAsync(string list, int count)
    {
        var items = (await TryAsync("list " + list.Split('?')[0], HttpMethod.Get, list)).Items.ToArray();
        Random.Shuffle(items);
        return items[..Math.Min(count, items.Length)];
    }
}
