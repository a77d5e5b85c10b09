namespace PetShop.Api.Core.Database;

/// <summary>
/// Actions that follow the commit: cache removal, metrics, log lines. Hooks belong to one attempt and are dropped when
/// it is rolled back.
/// </summary>
internal sealed partial class AfterCommitHooks(ILogger<AfterCommitHooks> logger)
{
    private readonly List<(Func<Task> Run, bool IsInvalidation)> _hooks = [];

    /// <summary>Adds a removal from the cache. It must do no harm if nothing was committed.</summary>
    public void AddInvalidation(Func<Task> invalidation) => _hooks.Add((invalidation, true));

    /// <summary>
    /// Adds an action that depends on the effect or reports it. It does not run if the outcome of the commit is
    /// unknown.
    /// </summary>
    public void AddCallback(Func<Task> sequel) => _hooks.Add((sequel, false));

    public void Clear() => _hooks.Clear();

    /// <summary>Runs all hooks. The data is committed, so a failure is logged and not thrown.</summary>
    public Task RunAsync() => RunAsync(_ => true);

    /// <summary>Runs only the invalidations: the outcome of the commit is unknown.</summary>
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

    [LoggerMessage(LogLevel.Error, "An action after the commit failed")]
    private partial void LogFailed(Exception exception);
}
