using PetShop.Api.Core.Text;
using PetShop.Api.Core.Text.Unicode;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Seeding;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

/// <summary>Everything that the shop shows can be found, in any spelling.</summary>
public sealed class SearchSpellingTests : ShopTest
{
    [Theory]
    [InlineData("Salmon/Potato", "potato")]
    [InlineData("Dr.Clauder Best Choice", "clauder")]
    [InlineData("Omega-3 Oil", "omega 3")]
    [InlineData("Omega-3 Oil", "omega3")]
    [InlineData("Purée of Duck", "puree")]
    [InlineData("Puree of Duck", "PURÉE")]
    [InlineData("Pure\u0301e of Duck", "pur\u00E9e")]
    [InlineData("Toy <XL>", "Toy <XL>")]
    [InlineData("Litter 2 kg", "2kg")]
    [InlineData("Litter 2kg", "2 KG")]
    [InlineData("This or That", "This or That")]
    [InlineData("Not -Really", "Not -Really")]
    [InlineData("The \"Who\" Bowl", "the \"who\" bowl")]
    [InlineData("İyi Mama", "iyi mama")]
    [InlineData("Straßenhund", "STRASSENHUND")]
    [InlineData("ﬁsh food", "fish")]
    [InlineData("Żółw", "zolw")]
    [InlineData("Dogs' Bowls", "dog bowl")]
    [InlineData("★★★", "★★★")]
    [InlineData("🐶", "🐶")]
    [InlineData("❶❷", "❶❷")]
    [InlineData("猫のおもちゃ", "猫のおもちゃ")]
    [InlineData("한국 사료", "한국")]
    public async Task A_name_is_found(string name, string words)
    {
        await Shop.Catalogue.AddProductAsync(name: "Something else");
        var id = await Shop.Catalogue.AddProductAsync(name: name);
        Assert.Equal([id], await FindAsync(words));
        Assert.Equal([id], await FindAsync(words, "&sort=price"));
    }

    [Theory]
    [InlineData("ZQK.002.AB", "002")]
    [InlineData("ZQK.002.AB", "zqk002ab")]
    [InlineData("---", "---")]
    public async Task A_sku_is_found(string sku, string words)
    {
        var id = (await Shop.Catalogue.CreateAsync(
            new { name = "Rope", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, sku })).Id();
        Assert.Equal([id], await FindAsync(words));
    }

    [Theory]
    [InlineData("NOW FRESH", "now")]
    [InlineData("★", "★")]
    [InlineData("Dr. Müller & Söhne", "muller sohne")]
    public async Task A_brand_is_found(string brand, string words)
    {
        var id = (await Shop.Catalogue.CreateAsync(
            new { name = "Rope", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, brand })).Id();
        Assert.Equal([id], await FindAsync(words));
    }

    [Fact]
    public async Task A_product_with_just_this_sku_comes_first_and_then_one_with_just_this_name()
    {
        var sku = (await Shop.Catalogue.CreateAsync(new
        {
            name = "Rope", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, sku = "RED-BALL"
        })).Id();
        var name = await Shop.Catalogue.AddProductAsync(name: "Red Ball");
        var often = (await Shop.Catalogue.CreateAsync(new
        {
            name = "Red ball, red ball, red ball", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1,
            description = "Red ball, red ball.",
        })).Id();
        Assert.Equal([sku, name, often], await FindAsync("red-ball"));
        Assert.Equal([sku, name, often], await FindAsync("RED BALL"));
    }

    [Fact]
    public async Task The_whole_seed_is_found_by_its_names_skus_and_brands_in_any_spelling()
    {
        await Shop.SeedAsync();
        var seeds = SeedFiles.Products();
        foreach (var brand in seeds.GroupBy(seed => seed.Brand))
            foreach (var words in Spellings(brand.Key))
                Assert.Empty(brand.Select(seed => seed.Sku).Except((await AllAsync(words)).Select(p => p.Sku)));
        foreach (var seed in seeds)
        {
            foreach (var words in Spellings(seed.Name))
                Assert.Equal(SearchKey.Of(seed.Name), SearchKey.Of((await FirstAsync(words)).Name));
            foreach (var words in Spellings(seed.Sku))
                Assert.Equal(seed.Sku, (await FirstAsync(words)).Sku);
        }
    }

    [Fact]
    public async Task Hard_names_are_found_in_any_spelling()
    {
        foreach (var name in DifficultNames.All())
        {
            var made = await Shop.Catalogue.CreateAsync(new
            {
                name, category = "toys", pet_type = "dog",
                price = 1, stock_quantity = 1, brand = DifficultNames.BrandOf(name)
            });
            foreach (var words in Spellings(made.Text("name")))
            {
                var found = await AllAsync(words);
                Assert.True(found.Exists(p => p.Sku == made.Text("sku")), $"'{words}' does not find '{name}'");
                Assert.Equal(SearchKey.Of(name), SearchKey.Of(found[0].Name));
            }
            foreach (var words in Spellings(made.Text("brand")))
                Assert.True((await AllAsync(words)).Exists(p => p.Sku == made.Text("sku")),
                    $"Brand '{words}' does not find '{name}'");
            Assert.Equal(made.Text("sku"), (await FirstAsync(made.Text("sku"))).Sku);
        }
    }

    /// <summary>As shown, in upper case, in lower case, without accents, and with decomposed accents.</summary>
    private static IEnumerable<string> Spellings(string text)
    {
        yield return text;
        yield return text.ToUpperInvariant();
        yield return text.ToLowerInvariant();
        var apart = string.Concat(text.EnumerateRunes()
            .Select(rune =>
                NormalForms.Nfc(rune.ToString()) == rune.ToString() ? Apart(rune.ToString()) : rune.ToString()));
        yield return apart;
        var bare = string.Concat(apart.EnumerateRunes()
            .Where(rune =>
                System.Text.Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.NonSpacingMark));
        if (SearchText.Fold(bare).Length > 0)
            yield return bare;
    }

    /// <summary>Canonically decomposed, but only if composing it again gives the same letter.</summary>
    private static string Apart(string letter) =>
        NormalForms.Nfkd(letter) is var apart && NormalForms.Nfc(apart) == letter ? apart : letter;

    private async Task<(string Name, string Sku)> FirstAsync(string words)
    {
        var first = (await Shop.Anyone.ReadAsync($"/products?limit=1&q={Uri.EscapeDataString(words)}")).Items();
        return first.Count == 0 ? ("", "") : (first[0].Text("name"), first[0].Text("sku"));
    }

    private async Task<List<(string Name, string Sku)>> AllAsync(string words)
    {
        var found = new List<(string, string)>();
        for (string? cursor = "", next; cursor is not null; cursor = next)
        {
            var page = await Shop.Anyone.ReadAsync($"/products?limit=100&q={Uri.EscapeDataString(words)}{cursor}");
            found.AddRange(page.Items().Select(p => (p.Text("name"), p.Text("sku"))));
            next = page.GetProperty("next_cursor").GetString() is { } place ? "&cursor=" + place : null;
        }
        return found;
    }

    private async Task<IEnumerable<long>> FindAsync(string words, string rest = "") =>
        (await Shop.Anyone.ReadAsync($"/products?q={Uri.EscapeDataString(words)}{rest}")).Items().Select(p => p.Id());
}
