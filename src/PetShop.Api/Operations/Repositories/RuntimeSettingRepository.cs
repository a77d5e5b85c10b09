using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Operations.Repositories;

/// <summary>Settings that admins change at run time.</summary>
internal sealed class RuntimeSettingRepository(PetShopDbContext db, TimeProvider clock)
{
    /// <summary>
    /// Stores the given settings; others are unchanged. Keys that differ only in case are the same setting, so the
    /// other spelling is deleted. Rows are written in a fixed order, so that concurrent requests do not deadlock.
    /// </summary>
    /// <param name="settings">Null hides the value of the configuration.</param>
    public Task SetAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken ct)
    {
        string[] keys = [.. settings.Keys.Order(StringComparer.Ordinal)];
        string?[] values = [.. keys.Select(key => settings[key])];
        return db.Database.ExecuteSqlAsync($"""
            WITH given AS (SELECT * FROM unnest({keys}, {values}) AS given (key, value)),
            respelled AS (
                DELETE FROM runtime_settings old USING given
                WHERE lower(old.key) = lower(given.key) AND old.key <> given.key)
            INSERT INTO runtime_settings (key, value, updated_at) SELECT key, value, {clock.GetUtcNow()} FROM given
            ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            """, ct);
    }
}
