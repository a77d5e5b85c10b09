namespace PetShop.Api.Products.Entities.Ledger;

/// <summary>
/// One change of a product's stock figure. Movements are added by the statement that changes the figure, and never
/// changed or removed. They outlive their product.
/// </summary>
public sealed class StockMovement
{
    public const int NoteLength = 500;

    public long ProductId { get; private set; }

    /// <summary>
    /// A time-ordered id, unique within the product. The ids of one product have the order of its balances.
    /// </summary>
    public long Id { get; private set; }

    /// <summary>Units that came in, or went out if negative.</summary>
    public int Quantity { get; private set; }

    /// <summary>The stock figure after the movement.</summary>
    public int Balance { get; private set; }

    public StockReason Reason { get; private set; }

    /// <summary>What <see cref="ReferenceId"/> is; null without a reference.</summary>
    public StockReferenceType? ReferenceType { get; private set; }

    public long? ReferenceId { get; private set; }

    /// <summary>The account that caused it; null for the shop itself.</summary>
    public long? ActorId { get; private set; }

    public string? Note { get; private set; }
}
