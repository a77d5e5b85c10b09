using System.Text;

namespace PetShop.Api.Core.Cache.Local;

/// <summary>
/// A pattern for whole keys: <c>*</c> matches any sequence of characters, <c>?</c> any single one, everything else
/// itself. It means the same on both cache levels.
/// </summary>
internal sealed record GlobPattern(string Text)
{
    public bool Matches(ReadOnlySpan<char> key)
    {
        int at = 0, letter = 0, star = -1, resume = 0;
        while (letter < key.Length)
        {
            if (at < Text.Length && Text[at] == '*')
            {
                star = at++;
                resume = letter;
            }
            else if (at < Text.Length && (Text[at] == '?' || Text[at] == key[letter]))
            {
                at++;
                letter++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                letter = ++resume;
            }
            else return false;
        }
        return Text.AsSpan(at).TrimStart('*').IsEmpty;
    }

    /// <summary>The same pattern in the syntax of SCAN, where brackets and backslashes have a meaning.</summary>
    public string ToRedis() => Escape(Text, keepWildcards: true);

    /// <summary>Escapes text so that SCAN takes it literally.</summary>
    public static string Escape(string text) => Escape(text, keepWildcards: false);

    private static string Escape(string text, bool keepWildcards)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            if (letter is '[' or ']' or '\\' or '^' || (!keepWildcards && letter is '*' or '?'))
                escaped.Append('\\');
            escaped.Append(letter);
        }
        return escaped.ToString();
    }
}
