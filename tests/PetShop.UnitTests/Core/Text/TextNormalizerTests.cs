using PetShop.Api.Core.Text;

namespace PetShop.UnitTests.Core.Text;

public sealed class TextNormalizerTests
{
    [Theory]
    [InlineData(" É Marke", "É Marke")]
    [InlineData("E\u0301  Marke\u00A0", "É Marke")]
    [InlineData("\u3000a\u2003\u1680\tb\u2009", "a b")]
    [InlineData("plain", "plain")]
    [InlineData("a \u0301", "a \u0301")]
    public void A_line_is_composed_trimmed_and_has_single_blanks(string typed, string kept) =>
        Assert.Equal(new TextNormalizer(kept, null), TextNormalizer.From(typed, TextShape.Line));

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData("\r\n")]
    [InlineData("\u200B")]
    [InlineData("\u00AD \uFEFF\u2800\u3164\u115F\u202E\u180E")]
    [InlineData("\U000E0041\U000E007F\uFE0F")]
    public void Text_without_visible_characters_counts_as_empty(string typed)
    {
        Assert.Equal(default, TextNormalizer.From(typed, TextShape.Line));
        Assert.Equal(default, TextNormalizer.From(typed, TextShape.Lines));
    }

    [Theory]
    [InlineData("a\u202Eb", "U+202E", "direction")]
    [InlineData("a\u2066b", "U+2066", "direction")]
    [InlineData("a\u200Eb", "U+200E", "direction")]
    [InlineData("a\nb", "U+000A", "single line")]
    [InlineData("a\n", "U+000A", "single line")]
    [InlineData("a\u2028b", "U+2028", "single line")]
    [InlineData("a\u0085b", "U+0085", "single line")]
    [InlineData("a\u0007b", "U+0007", "control")]
    [InlineData("a\u007Fb", "U+007F", "control")]
    [InlineData("a\0b", "U+0000", "control")]
    [InlineData("a\u200Bb", "U+200B", "invisible")]
    [InlineData("a\u00ADb", "U+00AD", "invisible")]
    [InlineData("a\uFEFFb", "U+FEFF", "invisible")]
    [InlineData("a\u3164b", "U+3164", "invisible")]
    [InlineData("a\u115Fb", "U+115F", "invisible")]
    [InlineData("a\u2800b", "U+2800", "invisible")]
    [InlineData("a\u2060b", "U+2060", "invisible")]
    [InlineData("a\u034Fb", "U+034F", "invisible")]
    [InlineData("a\u200Db", "U+200D", "invisible")]
    [InlineData("a\u200Cb", "U+200C", "invisible")]
    [InlineData("a\uFE0Fb", "U+FE0F", "invisible")]
    [InlineData("a\U000E0061b", "U+E0061", "invisible")]
    [InlineData("a\uE000b", "U+E000", "meaning")]
    [InlineData("a\uFFFFb", "U+FFFF", "not assigned")]
    [InlineData("a\U0010FFFEb", "U+10FFFE", "not assigned")]
    [InlineData("a\u0378b", "U+0378", "not assigned")]
    [InlineData("a\uFFFDb", "U+FFFD", "lost in a conversion")]
    [InlineData("a\ud800b", "U+FFFD", "lost in a conversion")]
    public void A_line_with_anything_else_that_cannot_be_seen_is_refused_by_name(
        string typed, string character, string why)
    {
        var refusal = TextNormalizer.From(typed, TextShape.Line).Refusal;
        Assert.Contains(character, refusal, StringComparison.Ordinal);
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("👩‍👩‍👧‍👧")]                       // joined emoji
    [InlineData("👩🏽‍🚀 🏳️‍🌈 ❤️ 1️⃣ ©️ ☎︎")]
    [InlineData("\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")]   // the flag of England
    [InlineData("🙂‍↔️")]
    [InlineData("می\u200Cخواهم")]                     // Persian
    [InlineData("ශ්\u200Dරී ක්\u200Cෂ")]              // Sinhala
    [InlineData("葛\U000E0100城")]                   // a Japanese name's own shape
    [InlineData("ᠠ\u180Bᠨ")]                         // Mongolian
    [InlineData("Ω≈ç√∫˜≤≥÷ 田中さん ﷽")]
    [InlineData("Z̷̡a̶l̵g̸o̷")]
    public void Joiners_and_selectors_stay_where_they_make_a_difference(string typed)
    {
        var kept = TextNormalizer.From(typed, TextShape.Line);
        Assert.Null(kept.Refusal);
        Assert.Equal(typed.Normalize(), kept.Text);
    }

    [Theory]
    [InlineData("\U0001F3F4\U000E0067")]             // a flag without an end
    [InlineData("a\U000E007F")]
    [InlineData("❤️\uFE0F")]
    [InlineData("\u200Da")]
    [InlineData("ب\u200Dب")]                         // these join anyway
    public void They_are_refused_where_they_make_none(string typed) =>
        Assert.NotNull(TextNormalizer.From(typed, TextShape.Line).Refusal);

    [Theory]
    [InlineData(" one \r\n two\rthree\u2028four\u0085 ", "one\ntwo\nthree\nfour")]
    [InlineData("a\n\n\n\n b \t c\n\n", "a\n\nb c")]
    [InlineData("soft\u00ADhyphen \u200Eleft", "soft\u00ADhyphen \u200Eleft")]
    public void Running_text_has_line_breaks_of_one_kind(string typed, string kept) =>
        Assert.Equal(new TextNormalizer(kept, null), TextNormalizer.From(typed, TextShape.Lines));

    [Theory]
    [InlineData("a\u202Eb")]
    [InlineData("a\u0007b")]
    [InlineData("a\uFEFFb")]
    [InlineData("a\u000Bb")]
    public void Running_text_has_no_overrides_and_no_control_characters(string typed) =>
        Assert.NotNull(TextNormalizer.From(typed, TextShape.Lines).Refusal);

    [Theory]
    [InlineData(TextShape.Line)]
    [InlineData(TextShape.Lines)]
    public void Kept_text_stays_as_it_is(TextShape shape)
    {
        foreach (var rune in Characters.All)
        {
            var kept = TextNormalizer.From($" a{rune}b {rune}\r\n{rune}", shape);
            kept = kept.Refusal is null ? kept : TextNormalizer.From($" a{rune}b  {rune} ", shape);
            Assert.True(kept.Text is null || kept == TextNormalizer.From(kept.Text, shape), $"U+{rune.Value:X4}");
        }
    }
}
