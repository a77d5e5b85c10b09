namespace PetShop.IntegrationTests.Operations;

/// <summary>Work that was given up.</summary>
internal static class ParkedItems
{
    /// <returns>The item's id.</returns>
    public static Task<long> ParkAsync(this ShopDatabase database, string queue, string key) =>
        database.ReadAsync<long>("""
            INSERT INTO work_items (queue, key, payload, created_at, due_at, available_at, started_at, attempts,
                last_error, parked_at)
            VALUES ($1, $2, '{"WebhookId":0,"Cursor":0}', now(), now(), now(), now(), 10, 'Broken', now())
            RETURNING id
            """, queue, key);
}
