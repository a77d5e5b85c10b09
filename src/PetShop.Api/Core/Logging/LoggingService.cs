using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Logging;

/// <summary>What is logged, read and changed for all nodes at once.</summary>
public interface ILoggingService
{
    LoggingResponse Current();

    /// <summary>Stores the change, lets it hold on this node before answering, and tells the others.</summary>
    Task<LoggingResponse> ChangeAsync(UpdateLoggingRequest request, CancellationToken ct);
}

internal sealed class LoggingService(
    IUnitOfWork work, PetShopDbContext db, LoggingSettingsReader reader, LiveLogging live, TimeProvider clock) : ILoggingService
{
    public LoggingResponse Current() => LoggingResponse.From(live.Current);

    public async Task<LoggingResponse> ChangeAsync(UpdateLoggingRequest request, CancellationToken ct)
    {
        await work.CommitAsync(() => StoreAsync(request.ToChange(), ct), ct);
        await reader.RefreshAsync(ct);
        return Current();
    }

    private async Task StoreAsync(LoggingChange change, CancellationToken ct)
    {
        // There may be no row to lock yet, and two admins at once must not undo each other.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({LoggingSettingsReader.Key}))", ct);
        var setting = await db.Set<RuntimeSetting>().SingleOrDefaultAsync(s => s.Key == LoggingSettingsReader.Key, ct);
        var all = setting is null ? change : LoggingChange.FromJson(setting.Value).Then(change);
        if (setting is null)
            db.Add(setting = new RuntimeSetting { Key = LoggingSettingsReader.Key, Value = "{}", UpdatedAt = clock.GetUtcNow() });
        setting.Value = all.ToJson();
        setting.UpdatedAt = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({LoggingSettingsListener.Channel}, {LoggingSettingsReader.Key})", ct);
    }
}
