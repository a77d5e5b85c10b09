using PetShop.Api.Core.Database;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Products.Dtos.Stock;

/// <summary>A count of several products.</summary>
public sealed record StockCountRequest
{
    /// <summary>The maximum number of lines.</summary>
    public const int MaxLines = 1_000;

    /// <summary>The counted products, each on one line.</summary>
    public IReadOnlyList<StockCountLine>? Lines { get; init; }

    /// <summary>Whether to only show the differences and set nothing.</summary>
    /// <example>true</example>
    public bool? DryRun { get; init; }

    /// <summary>Anything worth remembering; kept with each movement.</summary>
    /// <example>Yearly stocktaking, aisle 3</example>
    [Text(TextShape.Lines)]
    public string? Note { get; init; }
}

/// <summary>A counted product, by its id or its SKU.</summary>
public sealed record StockCountLine
{
    /// <summary>The product; leave it out if <c>sku</c> is given.</summary>
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>The product's SKU, ignoring case; leave it out if <c>product_id</c> is given.</summary>
    public string? Sku { get; init; }

    /// <summary>The number of units that were counted.</summary>
    /// <example>82</example>
    public int? Counted { get; init; }

    /// <summary>
    /// The figure that you started from. If it has changed because of a sale, nothing is set. Without it, the figure is
    /// set whatever it is.
    /// </summary>
    public int? Expected { get; init; }
}

/// <summary>The result of a count.</summary>
public sealed record StockCountResponse : IIdempotentResult
{
    /// <summary>The count's id, to which its movements refer; null for a dry run.</summary>
    /// <example>227633266688</example>
    public required long? Id { get; init; }

    /// <summary>Whether nothing was set.</summary>
    /// <example>true</example>
    public required bool DryRun { get; init; }

    /// <summary>One for each line of the request, in its order.</summary>
    public required IReadOnlyList<StockCountResult> Lines { get; init; }

    /// <summary>The number of lines whose figure was not right.</summary>
    /// <example>1</example>
    public required int Differences { get; init; }

    /// <summary>The account that counted.</summary>
    /// <example>1</example>
    public required long ActorId { get; init; }

    long IIdempotentResult.OwnerId => ActorId;
}

/// <summary>The result of one line of a count.</summary>
public sealed record StockCountResult
{
    /// <example>1</example>
    public required long ProductId { get; init; }

    /// <example>DOG-FOOD-KD918</example>
    public required string Sku { get; init; }

    /// <example>Chicken and Brown Rice Adult Dry Food 2 kg</example>
    public required string Name { get; init; }

    /// <summary>The figure before the count.</summary>
    /// <example>84</example>
    public required int StockQuantity { get; init; }

    /// <example>82</example>
    public required int Counted { get; init; }

    /// <summary>Counted minus the figure before: negative if units are missing.</summary>
    /// <example>-2</example>
    public required int Difference { get; init; }

    /// <summary>The movement that was added; null for a dry run.</summary>
    /// <example>227633266688</example>
    public required long? MovementId { get; init; }
}
