using System.Linq.Expressions;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;
using PetShop.Api.Products.Entities.Ledger;

namespace PetShop.Api.Products.Dtos.Stock;

/// <summary>One change of a product's stock figure.</summary>
public sealed record StockMovementResponse : IIdempotentResult
{
    internal static readonly Expression<Func<StockMovement, StockMovementResponse>> FromEntity =
        movement => new StockMovementResponse
        {
            Id = movement.Id,
            ProductId = movement.ProductId,
            Quantity = movement.Quantity,
            Balance = movement.Balance,
            Reason = movement.Reason,
            ReferenceType = movement.ReferenceType,
            ReferenceId = movement.ReferenceId,
            ActorId = movement.ActorId,
            Note = movement.Note,
            CreatedAt = TimeOrderedIds.TimeOf(movement.Id),
        };

    /// <summary>Unique within the product, and greater than those of earlier movements of the product.</summary>
    /// <example>227633266688</example>
    public required long Id { get; init; }

    /// <example>1</example>
    public required long ProductId { get; init; }

    /// <summary>Units that came in, or went out if negative.</summary>
    /// <example>24</example>
    public required int Quantity { get; init; }

    /// <summary>Units on hand after the movement; negative if units were sold on back-order.</summary>
    /// <example>84</example>
    public required int Balance { get; init; }

    /// <example>received</example>
    public required StockReason Reason { get; init; }

    /// <summary>What <c>reference_id</c> is; null for none.</summary>
    /// <example>order</example>
    public required StockReferenceType? ReferenceType { get; init; }

    /// <summary>The order, return or count that it belongs to; null for none.</summary>
    /// <example>227633266688</example>
    public required long? ReferenceId { get; init; }

    /// <summary>The account that caused it; null for the shop itself.</summary>
    /// <example>1</example>
    public required long? ActorId { get; init; }

    /// <example>Delivery note 4711</example>
    public required string? Note { get; init; }

    /// <summary>When the figure changed, to the second.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    long IIdempotentResult.OwnerId => ActorId ?? 0;
}

/// <summary>Filters of a product's movements, the newest first.</summary>
public sealed record StockMovementFilter : PageQuery
{
    /// <summary>Only movements for this reason.</summary>
    public StockReason? Reason { get; init; }

    /// <summary>
    /// Only movements on or after this day in the shop's time zone, or at or after this time. A time without an offset
    /// is UTC.
    /// </summary>
    /// <example>2026-01-01</example>
    public DayOrTime? From { get; init; }

    /// <summary>Only movements on or before this day, including the whole day, or at or before this time.</summary>
    /// <example>2027-12-31</example>
    public DayOrTime? To { get; init; }
}

/// <summary>A change of a stock figure that is not an order, a return or a count.</summary>
public sealed record AddStockMovementRequest
{
    /// <summary>Why the figure changes.</summary>
    /// <example>received</example>
    public StockChangeReason? Reason { get; init; }

    /// <summary>
    /// Units that come in, or go out if negative: positive for <c>received</c>, negative for <c>damaged</c>, either for
    /// <c>adjusted</c>.
    /// </summary>
    /// <example>24</example>
    public int? Quantity { get; init; }

    /// <summary>Anything worth remembering, such as the number of a delivery note.</summary>
    /// <example>Delivery note 4711</example>
    [Text(TextShape.Lines)]
    public string? Note { get; init; }
}

/// <summary>The reasons for which admins change a stock figure. A count is set by other operations.</summary>
public enum StockChangeReason
{
    /// <summary>Goods were delivered.</summary>
    Received,

    /// <summary>A correction.</summary>
    Adjusted,

    /// <summary>Goods can no longer be sold.</summary>
    Damaged,
}
