using System.Security.Cryptography;
using System.Text;
using PetShop.Api.Core.Text;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Services.Search;

/// <summary>A name or SKU in the form that two spellings of it share.</summary>
internal static class SearchKey
{
    /// <summary>
    /// What begins the key of a long text. No folded text has it, and no text that folds to nothing has a letter.
    /// </summary>
    private const char LongMark = '#';

    /// <summary>
    /// The folded text; of a text without any letter or digit, such as <c>★★★</c>, the text itself. A text that is too
    /// long for a key is hashed, not cut: two long texts that begin alike must not pass for each other.
    /// </summary>
    public static string Of(string text)
    {
        var key = SearchText.Fold(text);
        if (key.Length == 0)
            key = KeptText.From(text, TextShape.Line).Text?.ToLowerInvariant() ?? "";
        return key.Length <= ProductSearchEntry.KeyLength ? key : LongMark + Hash(key);
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
