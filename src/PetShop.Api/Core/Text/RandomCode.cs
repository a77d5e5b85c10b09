using System.Security.Cryptography;

namespace PetShop.Api.Core.Text;

/// <summary>Random codes that are easy to read aloud: Crockford's base 32, without I, L, O and U.</summary>
internal static class RandomCode
{
    /// <summary>For names that only have to differ from those that exist: 25 random bits.</summary>
    public const int Short = 5;

    /// <summary>For codes that nobody may guess: 60 random bits.</summary>
    public const int Unguessable = 12;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(int length = Short) => RandomNumberGenerator.GetString(Alphabet, length);
}
