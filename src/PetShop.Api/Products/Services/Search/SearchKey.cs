using System.Security.Cryptography;
using System.Text;
using PetShop.Api.Core.Text;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Services.Search;

/// <summary>The normalized form of a name or SKU, equal for equivalent spellings.</summary>
internal static class SearchKey
{
    /// <summary>
    /// The prefix of a long text's key. No folded text contains it, and a text that folds to nothing contains no
    /// letter.
    /// </summary>
    private const char LongMark = '#';

    /// <summary>
    /// The folded text or, if it has no letter or digit (such as <c>★★★</c>), the text itself. A text that is too long
    /// for a key is hashed and not cut: two long texts with the same beginning must not be equal.
    /// </summary>
    public static string Of(string text)
    {
        var key = SearchText.Fold(text);
        if (key.Length == 0)
            key = TextNormalizer.From(text, TextShape.Line).Text?.ToLowerInvariant() ?? "";
        return key.Length <= ProductSearchEntry.KeyLength ? key : LongMark + Hash(key);
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
