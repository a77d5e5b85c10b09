using System.Text;

namespace PetShop.Api.Sales.Entities.Promotions;

/// <summary>A code by which customers ask for a promotion.</summary>
public sealed class PromotionCode
{
    public const int MinLength = 3;
    public const int MaxLength = 40;

    private PromotionCode()
    {
    }

    /// <summary>The code in the form in which codes are compared: see <see cref="KeyOf"/>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The code as it is shown.</summary>
    public string Code { get; private set; } = "";

    public long PromotionId { get; private set; }

    /// <summary>How many orders can use it; null: no limit of its own.</summary>
    public int? MaxUses { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>
    /// The form in which codes are compared: in capital letters and without white space. Only ASCII letters, digits,
    /// hyphens and underscores can be in a code. Other characters are never taken for similar ones, so that two
    /// different codes never look the same.
    /// </summary>
    /// <param name="typed">As a customer typed it.</param>
    /// <returns>Null if no code can be meant.</returns>
    public static string? KeyOf(string typed)
    {
        var key = new StringBuilder(MaxLength);
        foreach (var letter in typed)
        {
            if (char.IsWhiteSpace(letter))
                continue;
            if (!IsAllowed(letter) || key.Length == MaxLength)
                return null;
            key.Append(char.ToUpperInvariant(letter));
        }
        return key.Length < MinLength ? null : key.ToString();
    }

    /// <summary>Whether a code can contain the character.</summary>
    public static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
