using System.Text.Json.Serialization;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Timeline;

namespace PetShop.Api.Sales.Dtos.Timeline;

/// <summary>Something that happened to an order. An entry never changes.</summary>
public sealed record TimelineEntryResponse
{
    /// <example>status_changed</example>
    public required OrderEventType Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>
    /// Who caused it: the order's <c>customer</c>, a <c>guest</c> who ordered without an account, an <c>admin</c>, or
    /// the <c>shop</c> itself, for instance when an order was not paid in time.
    /// </summary>
    /// <example>admin</example>
    public required OrderEventAuthor Author { get; init; }

    /// <summary>The values before the change; null if there were none.</summary>
    public required OrderEventValues? Before { get; init; }

    /// <summary>The values after the change; null if there are none.</summary>
    public required OrderEventValues? After { get; init; }

    /// <summary>The invoice that it is about; null if it is about something else.</summary>
    /// <example>227633266689</example>
    public required long? InvoiceId { get; init; }

    /// <summary>The return that it is about; null if it is about something else.</summary>
    /// <example>227633266690</example>
    public required long? ReturnId { get; init; }

    /// <summary>The number of the order's shipment that it is about; null if it is about something else.</summary>
    /// <example>1</example>
    public required long? ShipmentNumber { get; init; }

    /// <summary>The number of the order's payment that it is about; null if it is about something else.</summary>
    /// <example>1</example>
    public required long? PaymentNumber { get; init; }

    /// <summary>The number of the order's refund that it is about; null if it is about something else.</summary>
    /// <example>1</example>
    public required long? RefundNumber { get; init; }

    /// <summary>The number of the gift card within the order; null for other entries.</summary>
    /// <example>null</example>
    public required long? GiftCardNumber { get; init; }

    /// <summary>The text of a note; null for all other types.</summary>
    /// <example>Please ring twice.</example>
    public required string? Text { get; init; }

    /// <summary>Present only for admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimelineAdminData? AdminData { get; init; }

    /// <summary>The entry's number within the order, for the cursor.</summary>
    [JsonIgnore]
    public int Number { get; init; }

    internal static TimelineEntryResponse From(OrderEvent entry) => new()
    {
        Type = entry.Type,
        HappenedAt = entry.HappenedAt,
        Author = entry.Author,
        Before = entry.Before,
        After = entry.After,
        InvoiceId = entry.Type is OrderEventType.InvoiceIssued or OrderEventType.InvoiceDueDateChanged
            or OrderEventType.InvoiceStatusChanged or OrderEventType.InvoiceOverdue or OrderEventType.InvoiceReminded
            ? entry.SubjectId : null,
        ReturnId = entry.Type is OrderEventType.ReturnRequested or OrderEventType.ReturnStatusChanged
            ? entry.SubjectId : null,
        ShipmentNumber = entry.Type is OrderEventType.ShipmentCreated or OrderEventType.TrackingChanged
            ? entry.SubjectId : null,
        PaymentNumber = entry.Type is OrderEventType.PaymentStatusChanged ? entry.SubjectId : null,
        RefundNumber = entry.Type is OrderEventType.Refunded ? entry.SubjectId : null,
        GiftCardNumber = entry.Type is OrderEventType.GiftCardCodeTaken ? entry.SubjectId : null,
        Text = entry.Text,
        AdminData = new() { UserId = entry.UserId, IsInternal = entry.IsInternal },
        Number = entry.Number,
    };

    /// <summary>The same, as the caller may see it.</summary>
    internal TimelineEntryResponse SeenBy(Actor actor) => actor.IsAdmin ? this : this with { AdminData = null };
}

/// <summary>The data of an entry that only admins see.</summary>
public sealed record TimelineAdminData
{
    /// <summary>The account that caused it; null for the shop itself and for guests.</summary>
    /// <example>1</example>
    public required long? UserId { get; init; }

    /// <summary>Whether only admins see the entry.</summary>
    /// <example>false</example>
    public required bool IsInternal { get; init; }
}
