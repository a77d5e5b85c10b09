using PetShop.Benchmarks.Torture.Actors;

namespace PetShop.Benchmarks.Torture.Events;

/// <summary>An event as somebody outside saw it.</summary>
internal sealed record SeenEvent(long Cursor, string Id, string Type, string Key);

/// <summary>An API client that follows <c>GET /events?after=</c> through all faults.</summary>
internal sealed class EventReader(Stage stage) : Actor(stage, 1)
{
    private readonly List<SeenEvent> _seen = [];
    private long _after;

    /// <summary>In the order in which they were read.</summary>
    public IReadOnlyList<SeenEvent> Seen => _seen;

    protected override int Kind => 4;

    protected override async Task BeginAsync()
    {
        Person = new Person(TortureShop.AdminName);
        while (!IsOver && !await Person.SignInAsync(this))
        {
        }
    }

    protected override async Task ActAsync()
    {
        await ReadAsync();
        await PauseAsync(50, 600);
    }

    /// <summary>Reads what is left.</summary>
    public async Task CatchUpAsync()
    {
        for (var before = -1L; before != _after;)
        {
            before = _after;
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        var page = await TryAsync(
            "read events", HttpMethod.Get, $"events?after={_after}&limit={Random.Next(1, 501)}");
        if (!page.IsSuccess)
            return;
        foreach (var made in page.Items)
            _seen.Add(new(made.GetProperty("cursor").GetInt64(), made.GetProperty("id").GetString()!,
                made.GetProperty("type").GetString()!, made.GetProperty("key").GetString()!));
        _after = page.Body.GetProperty("next_after").GetInt64();
    }
}
