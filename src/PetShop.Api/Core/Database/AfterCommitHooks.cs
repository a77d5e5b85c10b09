namespace PetShop.Api.Core.Database;

/// <summary>What must follow the commit: cache removal, metrics, log lines. Hooks belong to one attempt and are dropped when it is rolled back.</summary>
internal sealed partial class AfterCommitHooks(ILogger<AfterCommitHooks> logger)
{
    private readonly List<(Func<Task> Run, bool IsHarmless)> _hooks = [];

    /// <summary>Adds one that does no harm where nothing was committed.</summary>
    public void Add(Func<Task> hook) => _hooks.Add((hook, true));

    /// <summary>Adds one that tells of the effect.</summary>
    public void Add(Action hook) => _hooks.Add((() =>
    {
        hook();
        return Task.CompletedTask;
    }, false));

    public void Clear() => _hooks.Clear();

    /// <summary>Runs all of them. What was committed stands, so a hook's failure is logged and never thrown.</summary>
    public Task RunAsync() => RunAsync(_ => true);

    /// <summary>Runs those that do no harm: whether the commit happened is not known.</summary>
    public Task RunHarmlessAsync() => RunAsync(hook => hook.IsHarmless);

    private async Task RunAsync(Func<(Func<Task> Run, bool IsHarmless), bool> isWanted)
    {
        foreach (var (run, _) in _hooks.Where(isWanted).ToList())
        {
            try
            {
                await run();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogFailed(e);
            }
        }
        _hooks.Clear();
    }

    [LoggerMessage(LogLevel.Error, "What should have followed the commit failed")]
    private partial void LogFailed(Exception exception);
}
