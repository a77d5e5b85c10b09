using PetShop.Api.Core.Text;
using PetShop.Api.Products.Repositories;

namespace PetShop.Api.Products.Services.Search;

/// <summary>Reads what people type into a search box.</summary>
internal static class SearchTerms
{
    private const char Quote = '"', Minus = '-';

    public static SearchWords Read(string text) => new(
        SearchKey.Of(text),
        string.Join(' ', SearchText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(InQuotes)),
        ReadOperators(text));

    /// <summary>
    /// The text as PostgreSQL's <c>websearch_to_tsquery</c> reads it, with each term folded. Null where it has no
    /// operator, or nothing but what
    /// must not occur: that would be nearly the whole catalogue.
    /// </summary>
    private static string? ReadOperators(string text)
    {
        var (query, hasOperator, hasTerm, isOr) = (new List<string>(), false, false, false);
        foreach (var (term, isPhrase, isExcluded) in Split(text))
        {
            if (!isPhrase && !isExcluded && term.Equals("or", StringComparison.OrdinalIgnoreCase))
            {
                isOr = query.Count > 0;
                continue;
            }
            var folded = SearchText.Fold(term);
            if (folded.Length == 0)
                continue;
            if (isOr)
                query.Add("or");
            query.Add((isExcluded ? "-" : "") + InQuotes(folded));      // Omega-3 is two words, and excluded as one
            hasOperator |= isPhrase || isExcluded || isOr;
            hasTerm |= !isExcluded;
            isOr = false;
        }
        return hasOperator && hasTerm ? string.Join(' ', query) : null;
    }

    /// <summary>Words, and what stands between quotes; a quote that is not closed reaches to the end.</summary>
    private static IEnumerable<(string Term, bool IsPhrase, bool IsExcluded)> Split(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsWhiteSpace(text[at]))
                continue;
            var isExcluded = text[at] == Minus && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
            if (isExcluded)
                at++;
            var isPhrase = text[at] == Quote;
            var start = isPhrase ? at + 1 : at;
            for (at = start; at < text.Length && !(isPhrase ? text[at] == Quote : char.IsWhiteSpace(text[at])); at++)
            {
            }
            yield return (text[start..at], isPhrase, isExcluded);
        }
    }

    private static string InQuotes(string term) => $"{Quote}{term}{Quote}";
}
