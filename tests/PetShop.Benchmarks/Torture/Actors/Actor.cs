namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>What all actors share.</summary>
internal sealed record Stage(TortureShop Shop, TortureClient Client, Journal Journal, int Seed)
{
    /// <summary>Promotion codes.</summary>
    public CodePool Codes { get; } = new("WELCOME10");

    /// <summary>Codes of gift cards; the first one is of none.</summary>
    public CodePool GiftCards { get; } = new("00000-00000-00000-00000");

    public IReadOnlyList<long> Products => Shop.Products;
}

/// <summary>Something that an actor can do.</summary>
/// <param name="Weight">How often it is chosen, compared with the other actions.</param>
internal sealed record ActorAction<T>(string Name, int Weight, Func<T, Task> ActAsync);

/// <summary>
/// A person who acts at random until told to stop. Each step has a <see cref="System.Random"/> of its own, which
/// depends on the seed, the actor and the step alone: what earlier steps were answered does not change later choices.
/// </summary>
internal abstract class Actor(Stage stage, int number)
{
    /// <summary>After the end, when all servers run again, an answer must become clear within this time.</summary>
    private static readonly TimeSpan LastWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AfterNoAnswer = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource _giveUp = new();
    private int _step;

    public Stage Stage => stage;

    public int Number => number;

    /// <summary>The random choices of the current step.</summary>
    public Random Random { get; private set; } = new(0);

    /// <summary>Who the actor is at the moment.</summary>
    public Person Person { get; protected set; } = null!;

    /// <summary>The token of the cart, if the actor is a guest.</summary>
    public string? Cart { get; protected set; }

    /// <summary>Whether no more steps should be begun.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Separates the random choices of different kinds of actors.</summary>
    protected abstract int Kind { get; }

    protected abstract Task BeginAsync();

    /// <summary>One step.</summary>
    protected abstract Task ActAsync();

    /// <summary>Returns when the last answer is clear, or when that takes too long.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var over = stop.Register(() =>
        {
            IsOver = true;
            _giveUp.CancelAfter(LastWait);
        });
        NextStep();
        await BeginAsync();
        while (!IsOver)
        {
            NextStep();
            await ActAsync();
        }
    }

    /// <summary>A key that no other request has.</summary>
    public string NewKey(string what) => $"{what}-{stage.Seed}-{Kind}-{number}-{_step}-{Random.Next():x}";

    /// <summary>Sends a request once, to a random node.</summary>
    public Task<Answer> TryAsync(string action, HttpMethod method, string path, object? body = null) =>
        OnceAsync(action, new Call(method, path, body, Cart: Cart), null);

    /// <summary>
    /// Sends a POST with an Idempotency-Key until the answer is clear, each time to a random node. Sometimes the client
    /// hangs up early, and sometimes it sends the request to both nodes at once.
    /// </summary>
    /// <param name="done">Receives each success, also one that is learned about only after the end.</param>
    public async Task<Answer> InsistAsync(string action, string path, object body, string key, Action<Answer> done)
    {
        var (call, person) = (new Call(HttpMethod.Post, path, body, key, Cart), Person);
        TimeSpan? patience = Random.Next(12) == 0 ? TimeSpan.FromMilliseconds(Random.Next(1, 60)) : null;
        var twin = Random.Next(20) == 0 ? OnceAsync(action, call, null) : null;
        var answer = await OnceAsync(action, call, patience);
        var wasUnclear = !answer.IsClear;
        if (twin is not null && await twin is var other)
        {
            wasUnclear |= !other.IsClear;
            if (other.IsSuccess)
                done(other);
        }
        if (!answer.IsClear)
            answer = await RepeatAsync(action, call);
        if (answer.IsSuccess)
            done(answer);
        else if (wasUnclear)
            stage.Journal.Doubt(() => AskAgainAsync(action, call, person, done));
        return answer;
    }

    public Task PauseAsync(int least, int most) => Task.Delay(Random.Next(least, most));

    /// <summary>Chooses by weight.</summary>
    protected static ActorAction<T> Choose<T>(IReadOnlyList<ActorAction<T>> actions, Random random)
    {
        var choice = random.Next(actions.Sum(action => action.Weight));
        foreach (var action in actions)
        {
            if ((choice -= action.Weight) < 0)
                return action;
        }
        return actions[^1];
    }

    private void NextStep()
    {
        _step++;
        Random = new(unchecked((stage.Seed * 31 + Kind) * 7_919 + number * 104_729 + _step * 15_485_863));
    }

    private async Task<Answer> RepeatAsync(string action, Call call)
    {
        while (true)
        {
            await PauseAsync(50, 500);
            var answer = await OnceAsync(action, call, null);
            if (answer.IsClear)
                return answer;
            if (_giveUp.IsCancellationRequested)
            {
                stage.Journal.Blame($"{action} was still answered {answer.Outcome} long after the end.");
                return answer;
            }
        }
    }

    private async Task AskAgainAsync(string action, Call call, Person person, Action<Answer> done)
    {
        Person = person;
        var answer = await OnceAsync(action, call, null);
        if (!answer.IsClear)
            answer = await RepeatAsync(action, call);
        if (answer.IsSuccess)
            done(answer);
    }

    private async Task<Answer> OnceAsync(string action, Call call, TimeSpan? patience)
    {
        var node = stage.Shop.Nodes[Random.Next(stage.Shop.Nodes.Count)].Address;
        var answer = await stage.Client.SendAsync(node, call, Person.Token, patience);
        stage.Journal.Count(action, answer);
        if (answer.Status == 0)
            await Task.Delay(AfterNoAnswer);
        if (answer.Status == StatusCodes.Status401Unauthorized)
            await Person.SignInAsync(this);
        return answer;
    }
}
