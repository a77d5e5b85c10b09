using PetShop.Api.Core.Text;
using PetShop.Api.Products.Repositories;

namespace PetShop.Api.Products.Services.Search;

/// <summary>Parses the text of a search box.</summary>
internal static class SearchTerms
{
    private const char Quote = '"', Minus = '-';

    public static SearchWords Read(string text) => new(
        SearchKey.Of(text),
        string.Join(' ', SearchText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(InQuotes)),
        ReadOperators(text));

    /// <summary>
    /// The text in the syntax of PostgreSQL's <c>websearch_to_tsquery</c>, with each term folded. Null if it has no
    /// operator, or only excludes words: that would match nearly the whole catalogue.
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
            // Omega-3 is two words, which are excluded together
            query.Add((isExcluded ? "-" : "") + InQuotes(folded));
            hasOperator |= isPhrase || isExcluded || isOr;
            hasTerm |= !isExcluded;
            isOr = false;
        }
        return hasOperator && hasTerm ? string.Join(' ', query) : null;
    }

    /// <summary>Words and quoted phrases; an unclosed quote extends to the end.</summary>
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
