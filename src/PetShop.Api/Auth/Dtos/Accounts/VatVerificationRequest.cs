using PetShop.Api.Core.OpenApi;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>Whether an admin has checked a VAT number with the authority of its country.</summary>
public sealed record VatVerificationRequest
{
    /// <summary>The number that was checked. It must be the account's number.</summary>
    /// <example>FR40303265045</example>
    [NeedsOwnValue]
    public string? VatNumber { get; init; }

    /// <summary>Whether it is valid and belongs to the account's owner.</summary>
    /// <example>true</example>
    public bool? Verified { get; init; }
}
