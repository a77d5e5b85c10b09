using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// The settings that hold on this node now. They reach the loggers as the framework's own filter rules, so that
/// <see cref="ILogger.IsEnabled"/> stays one comparison, and a source that nobody knew at start-up can be named later.
/// </summary>
internal sealed class LiveLogging
    : IPostConfigureOptions<LoggerFilterOptions>, IOptionsChangeTokenSource<LoggerFilterOptions>, IDisposable
{
    private readonly LoggingSettings _configured;
    private volatile LoggingSettings _current;
    private CancellationTokenSource _changed = new();

    public LiveLogging(LoggingSettings configured) => _configured = _current = configured;

    public LoggingSettings Current => _current;

    /// <summary>Lays what is stored over the configuration. Nothing happens when it says what already holds.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Apply(LoggingChange stored)
    {
        var next = _configured.With(stored);
        if (Same(_current, next))
            return false;
        _current = next;
        using var before = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
        before.Cancel();
        return true;
    }

    string IOptionsChangeTokenSource<LoggerFilterOptions>.Name => Options.DefaultName;

    IChangeToken IOptionsChangeTokenSource<LoggerFilterOptions>.GetChangeToken() => new CancellationChangeToken(_changed.Token);

    /// <summary>Replaces all rules: two places that set levels would be one too many.</summary>
    void IPostConfigureOptions<LoggerFilterOptions>.PostConfigure(string? name, LoggerFilterOptions options)
    {
        var current = _current;
        options.MinLevel = current.Default.ToLogLevel();
        options.Rules.Clear();
        foreach (var (source, level) in current.Overrides)
            options.Rules.Add(new LoggerFilterRule(providerName: null, categoryName: source, level.ToLogLevel(), filter: null));
    }

    public void Dispose() => _changed.Dispose();

    private static bool Same(LoggingSettings a, LoggingSettings b) =>
        a.Default == b.Default && a.StackTraces == b.StackTraces && a.Overrides.SequenceEqual(b.Overrides);
}
