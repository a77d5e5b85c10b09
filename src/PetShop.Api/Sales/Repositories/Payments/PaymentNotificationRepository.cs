using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Repositories.Payments;

/// <summary>Messages of payment providers.</summary>
internal sealed class PaymentNotificationRepository(PetShopDbContext db)
{
    /// <summary>Stores the message, unless it came before.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> AddAsync(PaymentNotification message, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO payment_notifications (provider, event_id, type, body, received_at)
            VALUES ({message.Provider}, {message.EventId}, {message.Type}, {message.Body}, {message.ReceivedAt})
            ON CONFLICT DO NOTHING
            """, ct) == 1;

    /// <summary>Which of these messages are stored.</summary>
    public Task<HashSet<string>> FindKnownAsync(string provider, string[] eventIds, CancellationToken ct) =>
        db.Set<PaymentNotification>()
            .Where(message => message.Provider == provider && eventIds.Contains(message.EventId))
            .Select(message => message.EventId).ToHashSetAsync(ct);

    /// <summary>The message as it is now; null if it does not exist.</summary>
    public Task<PaymentNotification?> FindAsync(string provider, string eventId, CancellationToken ct) =>
        db.Set<PaymentNotification>().AsNoTracking()
            .SingleOrDefaultAsync(message => message.Provider == provider && message.EventId == eventId, ct);

    /// <summary>The message for a change; null if it does not exist.</summary>
    public Task<PaymentNotification?> LoadAsync(string provider, string eventId, CancellationToken ct) =>
        db.Set<PaymentNotification>()
            .SingleOrDefaultAsync(message => message.Provider == provider && message.EventId == eventId, ct);

    /// <summary>Deletes messages that came before a time, also those that could not be handled.</summary>
    /// <returns>The number of deleted rows.</returns>
    public Task<int> RemoveAsync(DateTimeOffset until, int most, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            DELETE FROM payment_notifications WHERE (provider, event_id) IN (
                SELECT provider, event_id FROM payment_notifications
                WHERE received_at < {until} ORDER BY received_at LIMIT {most})
            """, ct);
}
