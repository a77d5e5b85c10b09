using Microsoft.AspNetCore.DataProtection;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>
/// Encrypts the code of a gift card for the answer that is kept under an Idempotency-Key: the shop can repeat the
/// answer, and nobody can read the code from the database alone.
/// </summary>
internal sealed class GiftCardSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("PetShop.GiftCardCodes");

    /// <summary>Call it before a transaction is open, because the keys may have to be read.</summary>
    public string Seal(string code) => _protector.Protect(code);

    public string Open(string sealedCode) => _protector.Unprotect(sealedCode);
}
