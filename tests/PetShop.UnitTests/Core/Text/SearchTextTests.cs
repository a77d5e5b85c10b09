using PetShop.Api.Core.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.UnitTests.Core.Text;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Salmon/Potato", "salmon potato")]
    [InlineData("Dr.Clauder", "dr clauder")]
    [InlineData("ZQK.002.AB", "zqk 002 ab")]
    [InlineData("Omega-3", "omega 3")]
    [InlineData("Purée", "puree")]
    [InlineData("Toy <XL>", "toy xl")]
    [InlineData("2kg", "2 kg")]
    [InlineData("2 kg", "2 kg")]
    [InlineData("B12complex", "b 12 complex")]
    [InlineData("  A\u00A0\u3000b\t\nc ", "a b c")]
    [InlineData("", "")]
    [InlineData("!!! \U0001F436", "")]
    public void Words_are_read_as_people_mean_them(string text, string words) =>
        Assert.Equal(words, SearchText.Fold(text));

    [Theory]
    [InlineData("İyi MAMA ılık", "iyi mama ilik")]
    [InlineData("\uFB01sh", "fish")]
    [InlineData("Große STRAẞE", "grosse strasse")]
    [InlineData("Łódź Øre Œuvre Ærø", "lodz ore oeuvre aero")]
    [InlineData("Đorđe Þór Ðan ħobż ŋ ſ ĸ", "dorde thor dan hobz ng s k")]
    [InlineData("ŀ ŉ ĳ ǆ", "l n ij dz")]
    [InlineData("ƀ ɓ ɗ ə ɛ ɔ ŧ", "b b d e e o t")]
    [InlineData("ΟΔΟΣ οδός", "οδοσ οδοσ")]
    [InlineData("Ёжик Йод", "ежик иод")]
    [InlineData("ＦＵＬＬ　Ｗｉｄｔｈ", "full width")]
    [InlineData("㎏ ² ½ Ⅳ № ℃", "kg 2 1 2 iv no c")]
    [InlineData("Purina™ Pro\u2120Plan® ©", "purina pro plan")]
    [InlineData("٣ کیلو ۴", "3 کیلو 4")]
    [InlineData("متـــين مَتِين", "متين متين")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("한국어", "한국어")]
    [InlineData("犬用 フード", "犬用 フート")]
    [InlineData("soft\u00ADhyphen zero\u200Bwidth\u202E", "softhyphen zerowidth")]
    [InlineData("Hill\u2019s Hill's Hill\u02BCs", "hill s hill s hill s")]
    public void Letters_are_folded_to_what_they_are_read_as(string text, string words) =>
        Assert.Equal(words, SearchText.Fold(text));

    [Theory]
    [InlineData("É Marke")]
    [InlineData("Ǖber Ṩ ệ")]
    [InlineData("한국어 が")]
    public void Composed_or_not_it_is_the_same(string text)
    {
        Assert.Equal(SearchText.Fold(NormalForms.Nfc(text)), SearchText.Fold(NormalForms.Nfkd(text)));
        Assert.Equal(SearchText.Fold(text), SearchText.Fold(text.ToUpperInvariant()));
    }

    /// <summary>Every character, between letters and between digits.</summary>
    [Fact]
    public void Folded_words_fold_to_themselves_and_have_nothing_but_letters_digits_and_single_blanks()
    {
        foreach (var rune in Characters.All)
        {
            var words = SearchText.Fold($"a{rune}b {rune} 1{rune}2 {rune}");
            Assert.True(words == SearchText.Fold(words), $"U+{rune.Value:X4}: {words}");
            Assert.DoesNotContain("  ", words, StringComparison.Ordinal);
            Assert.DoesNotContain(
                words, c => c != ' ' && (char.IsControl(c) || char.IsPunctuation(c) || char.IsSymbol(c)));
            Assert.Equal(words.Trim(), words);
        }
    }
}
