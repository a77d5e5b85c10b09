using System.Security.Cryptography;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>Short random codes that are easy to read aloud: Crockford's base 32, without I, L, O and U.</summary>
internal static class RandomCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 5;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}
