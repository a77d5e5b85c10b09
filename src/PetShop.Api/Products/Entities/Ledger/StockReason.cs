namespace PetShop.Api.Products.Entities.Ledger;

/// <summary>Why a stock figure changed.</summary>
public enum StockReason
{
    /// <summary>The first figure: of a new product, or of a product from before the ledger.</summary>
    Opening,

    /// <summary>Goods were delivered.</summary>
    Received,

    /// <summary>An order was placed.</summary>
    Sold,

    /// <summary>An order, or a part of it, was cancelled.</summary>
    Released,

    /// <summary>A return was processed and its goods are for sale again.</summary>
    Returned,

    /// <summary>A correction.</summary>
    Adjusted,

    /// <summary>Goods can no longer be sold.</summary>
    Damaged,

    /// <summary>The goods were counted. The change is 0 if the figure was right.</summary>
    Counted,
}

/// <summary>What a movement of stock refers to.</summary>
public enum StockReferenceType
{
    Order,
    Return,

    /// <summary>A count of several products at once.</summary>
    Count,
}
