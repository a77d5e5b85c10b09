using PetShop.Api.Products.Services.Search;

namespace PetShop.UnitTests.Products;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("Salmon/Potato", "salmon potato", "\"salmon\" \"potato\"")]
    [InlineData("  this OR that ", "this or that", "\"this\" \"or\" \"that\"")]
    [InlineData("2kg", "2 kg", "\"2\" \"kg\"")]
    [InlineData("★★★", "★★★", "")]
    [InlineData("\u200B", "", "")]
    public void All_words_are_searched_for_folded_and_none_is_an_operator(string text, string key, string plain)
    {
        var words = SearchTerms.Read(text);
        Assert.Equal((key, plain), (words.Key, words.Plain));
    }

    [Theory]
    [InlineData("salmon dry food", null)]
    [InlineData("salmon -puppy", "\"salmon\" -\"puppy\"")]
    [InlineData("salmon \"Dry Food\"", "\"salmon\" \"dry food\"")]
    [InlineData("salmon -\"dry food\"", "\"salmon\" -\"dry food\"")]
    [InlineData("-Omega-3 oil", "-\"omega 3\" \"oil\"")]
    [InlineData("\"never closed", "\"never closed\"")]
    [InlineData("cat or dog", "\"cat\" or \"dog\"")]
    [InlineData("cat OR or dog", "\"cat\" or \"dog\"")]
    [InlineData("cat \"or\" dog", "\"cat\" \"or\" \"dog\"")]
    [InlineData("or cat", null)]
    [InlineData("cat or", null)]
    [InlineData("cat or !!!", null)]
    [InlineData("cat - dog", null)]
    [InlineData("cat -!!", null)]
    [InlineData("-cat", null)]
    [InlineData("-cat -\"dog\"", null)]
    [InlineData("\"\" -", null)]
    [InlineData("\"", null)]
    [InlineData("-", null)]
    [InlineData("", null)]
    public void Operators_are_read_with_each_term_folded(string text, string? query) =>
        Assert.Equal(query, SearchTerms.Read(text).Operators);

    [Fact]
    public void A_key_is_never_longer_than_an_index_takes()
    {
        Assert.Equal(200, SearchKey.Of(new string('a', 200)).Length);
        Assert.InRange(SearchKey.Of(string.Concat(Enumerable.Repeat("ﷺ", 100))).Length, 1, 200);
    }

    [Fact]
    public void Keys_of_long_texts_that_begin_alike_differ()
    {
        var start = new string('a', 200);
        Assert.Equal(3, new[] { start, start + "b", start + "c" }.Select(SearchKey.Of).Distinct().Count());
        Assert.Equal(SearchKey.Of(start + "B"), SearchKey.Of(start + "b"));
    }
}
