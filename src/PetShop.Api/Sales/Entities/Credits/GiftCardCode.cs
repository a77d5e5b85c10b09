using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Sales.Entities.Credits;

/// <summary>
/// The code of a gift card, as the shop keeps it: whoever has the code has the money, so only its hash is stored.
/// </summary>
/// <param name="Hash">SHA-256 of the code. The code is random, so a slow hash would protect nothing more.</param>
/// <param name="Ending">The last characters, by which support can find a card without knowing its code.</param>
public sealed record GiftCardCode(byte[] Hash, string Ending)
{
    /// <summary>100 random bits.</summary>
    public const int Length = 20;
    public const int EndingLength = 4;

    /// <summary>Of what may be typed, with hyphens and blanks.</summary>
    public const int MaxTyped = 60;

    private const int GroupLength = 5;

    /// <summary>A new code, in groups as it is shown.</summary>
    public static string New() => string.Join('-', RandomCode.New(Length).Chunk(GroupLength)
        .Select(group => new string(group)));

    /// <summary>
    /// Reads a code as a customer typed or copied it: case, blanks, line breaks and dashes of any kind do not matter,
    /// nor whether O or 0 and I, L or 1 was typed.
    /// </summary>
    /// <returns>Null if no code can be meant.</returns>
    public static GiftCardCode? Of(string typed)
    {
        var plain = new StringBuilder(Length);
        foreach (var letter in typed)
        {
            if (char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.DashPunctuation)
                continue;
            if (!char.IsAsciiLetterOrDigit(letter) || letter is 'U' or 'u' || plain.Length == Length)
                return null;
            plain.Append(char.ToUpperInvariant(letter) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            });
        }
        if (plain.Length < Length)
            return null;
        var code = plain.ToString();
        return new(SHA256.HashData(Encoding.ASCII.GetBytes(code)), code[^EndingLength..]);
    }
}
