using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Logging;
using PetShop.Api.Core.Settings;
using PetShop.Api.Operations.Dtos;
using PetShop.Api.Operations.Repositories;

namespace PetShop.Api.Operations.Services;

/// <summary>Reads and changes the log levels of all nodes.</summary>
public interface ILoggingService
{
    /// <summary>The current levels of this node.</summary>
    LoggingResponse Current();

    /// <summary>
    /// Stores the change. This node applies it before the response, the others when they next read the settings.
    /// </summary>
    Task<LoggingResponse> ChangeAsync(UpdateLoggingRequest request, CancellationToken ct);
}

internal sealed class LoggingService(
    IUnitOfWork work, RuntimeSettingRepository settings, RuntimeSettingsPoll poll,
    IOptionsMonitor<LoggerFilterOptions> filters, IOptionsMonitor<LoggingOptions> options) : ILoggingService
{
    private const string StackTraces = $"{LoggingOptions.Section}:{nameof(LoggingOptions.StackTraces)}";

    public LoggingResponse Current()
    {
        var all = filters.CurrentValue.MinLevel;
        var overrides = new SortedDictionary<string, LogLevel>(StringComparer.Ordinal);
        foreach (var rule in filters.CurrentValue.Rules.Where(rule => rule.ProviderName is null))
            if (rule.LogLevel is { } level)
            {
                if (rule.CategoryName is null)
                    all = level;
                else
                    overrides[rule.CategoryName] = level;
            }
        var traces = options.CurrentValue.StackTraces;
        return new LoggingResponse { Default = all, Overrides = overrides, StackTraces = traces };
    }

    public async Task<LoggingResponse> ChangeAsync(UpdateLoggingRequest request, CancellationToken ct)
    {
        await work.CommitAsync(async () =>
        {
            await settings.SetAsync(SettingsOf(request), ct);
            work.InvalidateAfterCommit(() => poll.RefreshAsync(CancellationToken.None));
        }, ct);
        return Current();
    }

    private static Dictionary<string, string?> SettingsOf(UpdateLoggingRequest request)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (source, level) in request.Overrides ?? [])
            settings[$"{DefaultLogLevels.Section}:{source}"] = level?.ToString();
        if (request.Default.IsSet)
            settings[$"{DefaultLogLevels.Section}:Default"] = request.Default.Value.ToString();
        if (request.StackTraces.IsSet)
            settings[StackTraces] = request.StackTraces.Value.ToString();
        return settings;
    }
}
