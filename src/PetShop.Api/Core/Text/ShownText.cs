using System.Text;

namespace PetShop.Api.Core.Text;

/// <summary>Texts of others, such as answers and errors, as they are stored to be shown to admins.</summary>
internal static class ShownText
{
    /// <summary>A failure: its type and message.</summary>
    public static string Of(Exception failure, int length) =>
        Of($"{failure.GetType().Name}: {failure.Message}", length);

    /// <summary>The beginning of a text, with spaces in place of control characters.</summary>
    public static string Of(string text, int length)
    {
        text = string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? " " : rune.ToString()));
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
