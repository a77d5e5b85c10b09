using PetShop.Api.Core.Text;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Services.Search;

/// <summary>A name or SKU in the form that two spellings of it share.</summary>
internal static class SearchKey
{
    /// <summary>The folded text; of a text without any letter or digit, such as <c>★★★</c>, the text itself.</summary>
    public static string Of(string text)
    {
        var key = SearchText.Fold(text);
        if (key.Length == 0)
            key = KeptText.From(text, TextShape.Line).Text?.ToLowerInvariant() ?? "";
        return key.Length <= ProductSearchEntry.KeyLength ? key : key[..ProductSearchEntry.KeyLength];
    }
}
