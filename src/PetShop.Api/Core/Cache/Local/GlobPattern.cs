using System.Text;

namespace PetShop.Api.Core.Cache.Local;

/// <summary>A pattern over whole keys: <c>*</c> is any run of characters, <c>?</c> any one, all else stands for itself, in every level alike.</summary>
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

    /// <summary>The same pattern in the spelling of SCAN, in which brackets and backslashes would mean something.</summary>
    public string ToRedis() => Escape(Text, keepWildcards: true);

    /// <summary>A text that SCAN takes literally.</summary>
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
