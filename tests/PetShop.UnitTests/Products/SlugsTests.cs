using System.Text.RegularExpressions;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.UnitTests.Products;

public sealed class SlugsTests
{
    [Theory]
    [InlineData("Chicken & Brown Rice, 2 kg", "chicken-brown-rice-2-kg")]
    [InlineData("  Cat's  Tree!  ", "cats-tree")]
    [InlineData("Plumwick", "plumwick")]
    [InlineData("A/B--C", "a-b-c")]
    [InlineData("Café Crème", "cafe-creme")]
    [InlineData("Große Bürste für Łódź-Œuvre", "grosse-burste-fur-lodz-oeuvre")]
    public void A_name_becomes_lower_case_words(string name, string slug) =>
        Assert.Equal(slug, Slugs.From(name, 100, "none"));

    [Theory]
    [InlineData("İyi mama", "iyi-mama")]
    [InlineData("ﬁsh food", "fish-food")]
    [InlineData("ＦＵＬＬ width", "full-width")]
    [InlineData("ŞIMŞEK ıspanak Ærø Þór ẞ ŋ ĸ", "simsek-ispanak-aero-thor-ss-ng-k")]
    [InlineData("x² ½ № 5 Ⅳ ™", "x2-1-2-no-5-iv")]
    [InlineData("Cat\u2019s \u02BCn\u00ADo", "cats-no")]
    public void Letters_that_are_Latin_by_any_other_spelling_stay(string name, string slug) =>
        Assert.Equal(slug, Slugs.From(name, 100, "none"));

    [Theory]
    [InlineData("Корм для кошек", "korm-dlya-koshek")]
    [InlineData("猫砂", "maosha")]
    [InlineData("ドッグフード 犬用", "dotgufudo-quanyong")]
    [InlineData("Τροφή για γάτες", "trofi-gia-gates")]
    [InlineData("हिन्दी", "hindi")]
    [InlineData("한국어", "hangugeo")]
    [InlineData("طعام القطط", "tm-lqtt")]
    [InlineData("٣ кг", "3-kg")]
    [InlineData("😸", "smile-cat")]
    [InlineData("Rope 🐶", "rope")]
    public void Other_scripts_are_written_as_they_sound(string name, string slug) =>
        Assert.Equal(slug, Slugs.From(name, 100, "none"));

    [Theory]
    [InlineData("!!!")]
    [InlineData("-")]
    public void A_name_without_letters_gets_the_fallback(string name) =>
        Assert.Equal("none", Slugs.From(name, 100, "none"));

    [Fact]
    public void It_is_never_longer_than_allowed_and_never_ends_in_a_hyphen() =>
        Assert.Equal("ab", Slugs.From("ab cd", 3, "none"));

    [Fact]
    public void The_words_may_be_joined_otherwise() =>
        Assert.Equal("guinea_pig", Slugs.From("Guinea pig", 60, "none", '_'));

    [Theory]
    [InlineData("Small Animals & Co. (UK)")]
    [InlineData("-x-")]
    [InlineData("Ünïcödé Ćat")]
    [InlineData("'кот'-'кот'")]
    public void What_it_makes_is_a_slug(string name) =>
        Assert.Matches(new Regex(Slugs.Pattern), Slugs.From(name, 60, "none"));
}
