namespace PetShop.Api.Products.Entities.Ledger;

/// <summary>
/// A product's stock figure at the end of a month in which it moved, so that a check of the ledger reads only the
/// movements after it. Written once, and never changed.
/// </summary>
public sealed class StockBalance
{
    public long ProductId { get; private set; }

    /// <summary>The first day of the month, in UTC like the ids of the movements.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>The balance of the month's last movement.</summary>
    public int Balance { get; private set; }

    /// <summary>The month's last movement.</summary>
    public long LastMovementId { get; private set; }
}
