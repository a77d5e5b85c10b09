using System.Security.Cryptography;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>
/// Random codes that nobody can guess and everybody can type: Crockford's base 32, without I, L, O and U.
/// </summary>
internal static class RandomCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>60 random bits.</summary>
    public const int Length = 12;

    /// <param name="prefix">At most <see cref="PromotionCode.MaxLength"/> − <see cref="Length"/> characters.</param>
    public static string New(string? prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, Length);
}
