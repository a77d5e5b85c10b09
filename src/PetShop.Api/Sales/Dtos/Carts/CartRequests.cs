using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>The new lines of a cart, which replace the current ones.</summary>
public sealed record SetCartRequest
{
    /// <summary>The account whose cart it is; optional. Only an admin may name another account.</summary>
    public long? UserId { get; init; }

    /// <summary>
    /// 1 to 100 lines, each product once, and not more units in total than one account may order unpaid.
    /// </summary>
    public IReadOnlyList<CartItemRequest>? Items { get; init; }
}

/// <summary>A line of a cart in a request. The shop sets the price.</summary>
public sealed record CartItemRequest
{
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>Units, 1 to 100.</summary>
    /// <example>5</example>
    public int? Quantity { get; init; }
}

/// <summary>Units of a product to add.</summary>
public sealed record AddCartItemRequest
{
    /// <summary>Units to add, 1 to 100; the line may not exceed 100.</summary>
    /// <example>1</example>
    public int Quantity { get; init; } = 1;
}

/// <summary>The new quantity of a line.</summary>
public sealed record SetCartItemRequest
{
    /// <summary>Units, 1 to 100; 0 removes the line.</summary>
    /// <example>3</example>
    public int? Quantity { get; init; }
}

/// <summary>The promotion codes of a cart, which replace the current ones.</summary>
public sealed record CartCodesRequest
{
    /// <summary>1 to 10 promotion codes, as the customer typed them: case and blanks are ignored.</summary>
    /// <example>["WELCOME10"]</example>
    public IReadOnlyList<string>? PromotionCodes { get; init; }
}

/// <summary>A guest's cart to be added to one's own.</summary>
public sealed record MergeCartRequest
{
    /// <summary>The <c>Cart-Token</c> of the guest's cart.</summary>
    /// <example>MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm</example>
    [NeedsOwnValue]
    [Text(TextShape.Verbatim)]
    public string? Token { get; init; }
}
