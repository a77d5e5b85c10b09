namespace PetShop.Api.Core.Database;

/// <summary>What must follow the commit: cache removal, metrics, log lines. Hooks belong to one attempt and are dropped when it is rolled back.</summary>
internal sealed partial class AfterCommitHooks(ILogger<AfterCommitHooks> logger)
{
    private readonly List<Func<Task>> _hooks = [];

    public void Add(Func<Task> hook) => _hooks.Add(hook);

    public void Clear() => _hooks.Clear();

    /// <summary>Runs all of them. What was committed stands, so a hook's failure is logged and never thrown.</summary>
    public async Task RunAsync()
    {
        foreach (var hook in _hooks)
        {
            try
            {
                await hook();
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
