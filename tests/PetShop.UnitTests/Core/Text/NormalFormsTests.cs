using System.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.UnitTests.Core.Text;

public sealed class NormalFormsTests
{
    [Fact]
    public void Normalisation_does_something_however_the_process_runs()
    {
        Assert.Equal("\u00e9", NormalForms.Nfc("e\u0301"));
        Assert.Equal("e\u0301", NormalForms.Nfkd("\u00e9"));
    }

    /// <summary>
    /// The reason for our own tables: if this fails, the framework's normalization works here, and they can be removed.
    /// </summary>
    [Fact]
    public void The_frameworks_own_normalisation_silently_does_nothing_here() =>
        Assert.Equal("e\u0301", "e\u0301".Normalize(NormalizationForm.FormC));

    [Theory]
    [InlineData("A\u030A", "\u00C5")]
    [InlineData("\u212B", "\u00C5")]                            // the ångström sign is the letter
    [InlineData("u\u0308\u0304", "\u01D6")]                     // two steps
    [InlineData("e\u0301\u0323", "\u1EB9\u0301")]               // marks are put in order first
    [InlineData("\u0958", "\u0915\u093C")]                      // excluded from composition
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]                // Hangul
    [InlineData("\uD558\u11AB", "\uD55C")]
    [InlineData("\uFB01", "\uFB01")]                            // a ligature is no canonical matter
    [InlineData("\U00011099\U000110BA", "\U0001109A")]          // beyond the first 65,536
    [InlineData("\uF900", "\u8C48")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("a\u0301\u0301", "\u00E1\u0301")]
    public void Composed(string text, string composed) => Assert.Equal(composed, NormalForms.Nfc(text));

    [Theory]
    [InlineData("\uFB01sh \u00B2 \uFF21 \u2122 \u00BD", "fish 2 A TM 1\u20442")]
    [InlineData("\u0130yi", "I\u0307yi")]
    [InlineData("\u1E9B\u0323", "s\u0323\u0307")]
    [InlineData("\uD55C", "\u1112\u1161\u11AB")]
    [InlineData("plain", "plain")]
    public void Taken_apart(string text, string parts) => Assert.Equal(parts, NormalForms.Nfkd(text));

    [Fact]
    public void Half_a_character_becomes_the_replacement_character() =>
        Assert.Equal("\u0300\uFFFD", NormalForms.Nfc("\u0300\ud800"));

    [Fact]
    public void A_long_run_of_marks_takes_no_long_time()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 200_000));
        Assert.Equal(400_000, NormalForms.Nfc(text).Length);
    }
}
