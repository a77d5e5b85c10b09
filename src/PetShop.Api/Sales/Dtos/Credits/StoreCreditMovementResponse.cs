using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Credits;

namespace PetShop.Api.Sales.Dtos.Credits;

/// <summary>A change of a store credit's balance.</summary>
public sealed record StoreCreditMovementResponse
{
    internal static readonly Expression<Func<StoreCreditMovement, StoreCreditMovementResponse>> FromEntity =
        movement => new()
        {
            Number = movement.Number,
            Amount = movement.Amount,
            Balance = movement.Balance,
            Kind = movement.Kind,
            OrderId = movement.OrderId,
            PaymentNumber = movement.PaymentNumber,
            RefundNumber = movement.RefundNumber,
            CreatedAt = movement.CreatedAt,
            AdminData = new() { ActorId = movement.ActorId, Note = movement.Note },
        };

    /// <summary>Starts at 1 within the credit.</summary>
    /// <example>2</example>
    public required int Number { get; init; }

    /// <summary>What came in, or went out if negative.</summary>
    /// <example>-15.99</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>What was left after it.</summary>
    /// <example>34.01</example>
    [Money]
    public required decimal Balance { get; init; }

    /// <example>redeemed</example>
    public required StoreCreditMovementKind Kind { get; init; }

    /// <summary>The order that it paid for or was refunded from; null for none.</summary>
    /// <example>227633266688</example>
    public required long? OrderId { get; init; }

    /// <summary>The number of the payment within the order; null for none.</summary>
    /// <example>1</example>
    public required int? PaymentNumber { get; init; }

    /// <summary>The number of the refund within the order; null for none.</summary>
    /// <example>null</example>
    public required int? RefundNumber { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Present only for admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StoreCreditMovementAdminData? AdminData { get; init; }

    /// <summary>The same, as the caller may see it.</summary>
    internal StoreCreditMovementResponse SeenBy(Actor actor) => actor.IsAdmin ? this : this with { AdminData = null };
}

/// <summary>The data of a movement that only admins see.</summary>
public sealed record StoreCreditMovementAdminData
{
    /// <summary>The account that caused it; null for guests and for the shop itself.</summary>
    /// <example>7</example>
    public required long? ActorId { get; init; }

    /// <summary>What an admin wrote about it; null for none.</summary>
    /// <example>Sorry for the late parcel.</example>
    public required string? Note { get; init; }
}
