using System.Globalization;
using System.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.IntegrationTests.Core.Text;

/// <summary>Compares our tables with PostgreSQL's, which were derived from the standard independently.</summary>
public sealed class NormalFormsTests : ShopTest
{
    /// <summary>Ranges with characters newer than PostgreSQL 15 that decompose or are reordered.</summary>
    private static readonly (int First, int Last)[] Young =
    [
        (0x897, 0x897), (0x1ACF, 0x1AEB), (0xA7F1, 0xA7F1), (0x105C9, 0x105E4), (0x10D69, 0x10D6D), (0x10EFA, 0x10EFF),
        (0x11383, 0x113D0), (0x11F41, 0x11F42), (0x16121, 0x1612F), (0x16D68, 0x16D6A), (0x1CCD6, 0x1CCF9),
        (0x1E030, 0x1E08F), (0x1E4EC, 0x1E4EF), (0x1E5EE, 0x1E5EF),
    ];

    [Theory]
    [InlineData("NFC")]
    [InlineData("NFKD")]
    public async Task Every_character_has_the_normal_form_that_PostgreSQL_gives_it(string form)
    {
        Func<string, string> ours = form == "NFC" ? NormalForms.Nfc : NormalForms.Nfkd;
        var texts = Enumerable.Range(1, 0x10FFFF).Where(IsAssigned).SelectMany(Samples).ToArray();
        var different = await Shop.Database.ReadAsync<string[]>(
            $$"""
            SELECT coalesce(array_agg(given), '{}') FROM unnest($1::text[], $2::text[]) AS t(given, ours)
            WHERE normalize(given, {{form}}) <> ours COLLATE "C"
            """,
            texts, texts.Select(ours).ToArray());
        Assert.Empty(different.Select(text => string.Join(
            ' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X4", CultureInfo.InvariantCulture)))));
    }

    /// <summary>The character alone, and among marks with which it must be sorted.</summary>
    private static IEnumerable<string> Samples(int codePoint) =>
        [char.ConvertFromUtf32(codePoint), $"e\u0345\u0301{char.ConvertFromUtf32(codePoint)}\u0323\u05B0\u0334"];

    private static bool IsAssigned(int codePoint) => Rune.IsValid(codePoint)
        && CharUnicodeInfo.GetUnicodeCategory(
            codePoint) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
        && !Array.Exists(Young, range => codePoint >= range.First && codePoint <= range.Last);
}
