namespace PetShop.Api.Sales.Entities.Timeline;

/// <summary>
/// Something that happened to an order. It is written in the transaction of the change, under the order's lock, and
/// never changed or deleted; only personal data are erased with those of its customer. It is in its order's partition.
/// </summary>
public sealed class OrderEvent
{
    public const int TextMaxLength = 2_000;

    private OrderEvent()
    {
    }

    public long OrderId { get; private init; }

    /// <summary>Starts at 1 within the order, in the order of the changes.</summary>
    public int Number { get; private init; }
    public OrderEventType Type { get; private init; }
    public OrderEventAuthor Author { get; private init; }

    /// <summary>The account that caused it; null for the shop itself and for guests.</summary>
    public long? UserId { get; private init; }
    public DateTimeOffset HappenedAt { get; private init; }

    /// <summary>What was changed, as it was before; null if there is nothing to say.</summary>
    public OrderEventValues? Before { get; private init; }

    /// <summary>What was changed, as it is now; null if there is nothing to say.</summary>
    public OrderEventValues? After { get; private init; }

    /// <summary>
    /// What it is about, according to its type: the id of an invoice or return, or the number of a shipment or refund.
    /// Null if it is about the order.
    /// </summary>
    public long? SubjectId { get; private init; }

    /// <summary>The text of a note; null for everything else.</summary>
    public string? Text { get; private init; }

    /// <summary>Whether only admins see it.</summary>
    public bool IsInternal { get; private init; }

    /// <param name="cause">Whose order it is, who changed it, and when.</param>
    public static OrderEvent Of(OrderEventCause cause, OrderChange change) => new()
    {
        OrderId = cause.OrderId,
        Number = 1,
        Type = change.Type,
        Author = cause.Author,
        UserId = cause.UserId,
        HappenedAt = cause.At,
        Before = change.Before,
        After = change.After,
        SubjectId = change.SubjectId,
        Text = change.Text,
        IsInternal = change.IsInternal,
    };
}

/// <summary>Who caused an event.</summary>
public enum OrderEventAuthor
{
    /// <summary>The order's customer.</summary>
    Customer,

    /// <summary>The order's customer, who has no account.</summary>
    Guest,

    /// <summary>An admin, for somebody else's order.</summary>
    Admin,

    /// <summary>The shop itself, by a job.</summary>
    Shop,
}

/// <summary>Whose order an event belongs to, who caused it, and when.</summary>
/// <param name="UserId">The account that caused it; null for the shop itself and for guests.</param>
public readonly record struct OrderEventCause(
    long OrderId, OrderEventAuthor Author, long? UserId, DateTimeOffset At);

/// <summary>What was changed.</summary>
public sealed record OrderChange(OrderEventType Type)
{
    public OrderEventValues? Before { get; init; }
    public OrderEventValues? After { get; init; }
    public long? SubjectId { get; init; }
    public string? Text { get; init; }
    public bool IsInternal { get; init; }
}
