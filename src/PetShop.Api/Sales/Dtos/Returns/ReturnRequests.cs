using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Dtos.Returns;

/// <summary>Goods that a customer wants to send back. The refund is computed from what was charged.</summary>
public sealed record CreateReturnRequest
{
    /// <summary>Whose return. May be left out; only an admin may name another than themselves.</summary>
    public long? UserId { get; init; }

    /// <summary>A paid and delivered order of one's own.</summary>
    /// <example>228316841370485</example>
    [OwnExample]
    public long? OrderId { get; init; }

    /// <summary>1 to 100 lines. A product may stand on several, for several reasons: their sum counts.</summary>
    public IReadOnlyList<ReturnItemRequest>? Items { get; init; }
}

/// <summary>One line of a return, as a customer sends it.</summary>
public sealed record ReturnItemRequest
{
    /// <summary>A product of the order.</summary>
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>Units, 1 to 100; never more than were bought less those already returned.</summary>
    /// <example>1</example>
    public int? Quantity { get; init; }

    /// <summary>1 to 500 characters.</summary>
    /// <example>The cat will not touch it.</example>
    [Text(TextShape.Lines)]
    public string? Reason { get; init; }
}

/// <summary>What to change of a return; what is absent stays (RFC 7396).</summary>
public sealed record UpdateReturnRequest
{
    /// <summary>At most 2,000 characters; null removes them.</summary>
    /// <example>Seal unbroken, can be sold again.</example>
    [Text(TextShape.Lines)]
    public Optional<string?> AdminNotes { get; init; }
}

/// <summary>The next status of a return.</summary>
public sealed record ReturnStatusRequest
{
    /// <example>approved</example>
    public ReturnStatus? Status { get; init; }

    /// <summary>With <c>processed</c>: whether the goods go back on the shelf. False when left out.</summary>
    public bool? Restock { get; init; }
}
