using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Dtos.Returns;

/// <summary>Goods that a customer wants to return. The refund is computed from what was charged.</summary>
public sealed record CreateReturnRequest
{
    /// <summary>The account that returns goods; optional. Only an admin may name another account.</summary>
    public long? UserId { get; init; }

    /// <summary>A paid and delivered order of the account.</summary>
    /// <example>228316841370485</example>
    [NeedsOwnValue]
    public long? OrderId { get; init; }

    /// <summary>
    /// 1 to 100 lines. A product may be on several lines, with different reasons: the quantities are added up.
    /// </summary>
    public IReadOnlyList<ReturnItemRequest>? Items { get; init; }
}

/// <summary>A line of a return in a request.</summary>
public sealed record ReturnItemRequest
{
    /// <summary>A product of the order.</summary>
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>Units, 1 to 100; at most the units bought minus those already returned.</summary>
    /// <example>1</example>
    public int? Quantity { get; init; }

    /// <summary>1 to 500 characters.</summary>
    /// <example>The cat will not touch it.</example>
    [Text(TextShape.Lines)]
    public string? Reason { get; init; }
}

/// <summary>Changes of a return; absent fields are unchanged (RFC 7396).</summary>
public sealed record UpdateReturnRequest
{
    /// <summary>At most 2,000 characters; null removes the notes.</summary>
    /// <example>Seal unbroken, can be sold again.</example>
    [Text(TextShape.Lines)]
    public Optional<string?> AdminNotes { get; init; }
}

/// <summary>The next status of a return.</summary>
public sealed record ReturnStatusRequest
{
    /// <example>approved</example>
    public ReturnStatus? Status { get; init; }

    /// <summary>With <c>processed</c>: whether the goods are returned to stock. The default is false.</summary>
    public bool? Restock { get; init; }
}
