using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Operations.Repositories;

/// <summary>Settings that admins change at run time.</summary>
internal sealed class RuntimeSettingRepository(PetShopDbContext db, TimeProvider clock)
{
    /// <summary>
    /// Stores some settings and leaves the others. Keys that differ in case alone are one setting, so the other
    /// spelling goes. In one order, so that two admins at once do not wait for each other.
    /// </summary>
    /// <param name="settings">Null hides what the configuration has.</param>
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
