namespace PetShop.Api.Core.Database;

/// <summary>What must follow the commit: cache removal, metrics, log lines. Hooks belong to one attempt and are dropped when it is rolled back.</summary>
internal sealed partial class AfterCommitHooks(ILogger<AfterCommitHooks> logger)
{
    private readonly List<(Func<Task> Run, bool IsInvalidation)> _hooks = [];

    /// <summary>Adds a removal from the cache. It does no harm where nothing was committed.</summary>
    public void AddInvalidation(Func<Task> invalidation) => _hooks.Add((invalidation, true));

    /// <summary>
    /// Adds what follows from the effect or tells of it, and so must not run where there may be none.
    /// </summary>
    public void AddSequel(Func<Task> sequel) => _hooks.Add((sequel, false));

    public void Clear() => _hooks.Clear();

    /// <summary>Runs all of them. What was committed stands, so a hook's failure is logged and never thrown.</summary>
    public Task RunAsync() => RunAsync(_ => true);

    /// <summary>Runs the invalidations alone: whether the commit happened is not known.</summary>
    public Task RunInvalidationsAsync() => RunAsync(hook => hook.IsInvalidation);

    private async Task RunAsync(Func<(Func<Task> Run, bool IsInvalidation), bool> isWanted)
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
