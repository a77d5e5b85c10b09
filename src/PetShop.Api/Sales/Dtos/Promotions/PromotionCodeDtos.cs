using PetShop.Api.Core.Database;

namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>New codes of a promotion: given ones, or a number of random ones.</summary>
public sealed record CreateCodesRequest
{
    /// <summary>
    /// 1 to 1,000 codes, each of 3 to 40 ASCII letters, digits, hyphens and underscores. Instead of <c>count</c>.
    /// </summary>
    public IReadOnlyList<string>? Codes { get; init; }

    /// <summary>How many codes to generate, 1 to 1,000. They cannot be guessed.</summary>
    /// <example>3</example>
    public int? Count { get; init; }

    /// <summary>
    /// Begins every generated code, up to 28 ASCII letters, digits, hyphens and underscores; if absent, nothing.
    /// </summary>
    /// <example>SPRING-</example>
    public string? Prefix { get; init; }

    /// <summary>How many orders can use each of these codes; if absent, without a limit of its own.</summary>
    /// <example>1</example>
    public int? MaxUses { get; init; }
}

/// <summary>The codes that were added.</summary>
public sealed record CreatedCodesResponse : IIdempotentResult
{
    /// <summary>The codes, as they are shown.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>How many orders can use each of them; null: without a limit of its own.</summary>
    /// <example>1</example>
    public required int? MaxUses { get; init; }

    /// <summary>Codes are the shop's, not a person's: only admins may read them.</summary>
    long IIdempotentResult.OwnerId => 0;
}

/// <summary>A code of a promotion.</summary>
/// <param name="Code" example="WELCOME10">As it is shown. Customers can write it in any case and with blanks.</param>
/// <param name="MaxUses">How many orders can use it; null: without a limit of its own.</param>
/// <param name="Uses" example="0">
/// How many orders use it, without cancelled ones: exact if it has a limit, otherwise exact up to 1,000.
/// </param>
/// <param name="UsesIsMinimum">Whether there are more than <c>uses</c>.</param>
/// <param name="CreatedAt">When it was added.</param>
public sealed record PromotionCodeResponse(
    string Code, int? MaxUses, int Uses, bool UsesIsMinimum, DateTimeOffset CreatedAt);
