using PetShop.Api.Products.Services.Search;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

public sealed class ProductSearchTests : ShopTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddAsync("Salmon Bites", "dog", "Crunchy treats.", "treats", sku: "DOG-SALM-1");
        await AddAsync("Chicken Strips", "dog", "Even better than salmon, says the terrier.", "treats");
        await AddAsync("Feather Wand", "cat", "A toy for indoor cats.", "toys", brand: "Whiskerby");
    }

    [Theory]
    [InlineData("salmon", "Salmon Bites,Chicken Strips")]           // the name weighs more than the description
    [InlineData("SALMON bite", "Salmon Bites")]                     // any case, any form of the word
    // nothing has all three words
    [InlineData("feather or salmon&sort=name", "Chicken Strips,Feather Wand,Salmon Bites")]
    [InlineData("\"better than\"", "Chicken Strips")]
    [InlineData("salmon -terrier", "Chicken Strips")]               // something has both: the sign is punctuation
    [InlineData("salmon -aardvark", "Chicken Strips,Salmon Bites")] // nothing has both: without the second
    [InlineData("\"than better\"", "Chicken Strips")]
    [InlineData("\"than better\" -aardvark", "")]
    [InlineData("-aardvark", "")]                                   // all but nothing would be everything
    [InlineData("whiskerby", "Feather Wand")]                       // its brand
    [InlineData("cat toys", "Feather Wand")]                        // its pet type and category
    [InlineData("dog-salm-1", "Salmon Bites")]                      // its SKU
    [InlineData("aardvark", "")]
    [InlineData("the", "Chicken Strips")]                           // a word as any other
    [InlineData("!?", "")]
    public async Task Words_find_products(string words, string names) =>
        Assert.Equal(names, await FindAsync("q", words));

    [Fact]
    public async Task Search_is_the_same_as_q() =>
        Assert.Equal("Salmon Bites,Chicken Strips", await FindAsync("search", "salmon"));

    [Theory]
    [InlineData("'")]
    [InlineData("a & b | !c")]
    [InlineData("\"unclosed")]
    [InlineData(":*")]
    [InlineData("\\")]
    [InlineData("<-> ( )")]
    [InlineData("😸")]
    public async Task No_search_term_causes_an_error(string words) =>
        await (await Shop.Anyone.GetAsync("/products?q=" + Uri.EscapeDataString(words)))
            .ShouldBeAsync(HttpStatusCode.OK);

    [Fact]
    public async Task A_letter_of_two_code_units_may_stand_anywhere_in_a_long_search_and_a_long_name()
    {
        var words = Uri.EscapeDataString(new string('a', 199) + "\U00010428");
        await (await Shop.Anyone.GetAsync("/products?q=" + words)).ShouldBeAsync(HttpStatusCode.OK);
        var name = string.Concat(Enumerable.Repeat("ﷺ", 11)) + "a\U00010428";      // folds to 201 code units
        await AddAsync(name, "dog", "A poem.", "toys");
        Assert.Equal(name, await FindAsync("q", name));
    }

    [Fact]
    public async Task Long_searches_that_begin_alike_are_told_apart()
    {
        var start = string.Concat(Enumerable.Repeat("salmon ", 35));
        Assert.Equal("Salmon Bites", await FindAsync("q", start + "bites"));
        Assert.Equal("Chicken Strips", await FindAsync("q", start + "strips"));
    }

    [Fact]
    public async Task A_renamed_brand_is_found_by_its_new_name_only()
    {
        var brand = (await (await Shop.Anyone.GetAsync("/products/brands")).ShouldBeAsync(HttpStatusCode.OK)).Items()
            .Single();
        await FindAsync("q", "pawsworth");      // cached
        await (await (await Shop.AdminAsync()).PutAsync($"/products/brands/{brand.Id()}", new { name = "Pawsworth" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Shop.RunJobAsync<SearchReindexJob>();
        Assert.Equal("Feather Wand", await FindAsync("q", "pawsworth"));
        Assert.Equal("", await FindAsync("q", "whiskerby"));
    }

    [Fact]
    public async Task Search_words_follow_an_edit()
    {
        var id = (await Shop.Catalogue.CreateAsync(
            new { name = "Rope", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1 })).Id();
        await (await (await Shop.AdminAsync())
            .PatchAsync($"/products/{id}",
                new { brand = "Knotty", pet_type = "bird" })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("Rope", await FindAsync("q", "knotty bird toys"));
    }

    private Task AddAsync(
        string name, string petType, string description, string category, string? sku = null, string? brand = null) =>
        Shop.Catalogue.CreateAsync(
            new { name, pet_type = petType, description, category, price = 1, stock_quantity = 1, sku, brand });

    private async Task<string> FindAsync(string parameter, string words)
    {
        var escaped = Uri.EscapeDataString(words).Replace("%26sort%3D", "&sort=", StringComparison.Ordinal);
        var page = await (await Shop.Anyone.GetAsync($"/products?{parameter}={escaped}"))
            .ShouldBeAsync(HttpStatusCode.OK);
        return string.Join(',', page.Items().Select(p => p.Text("name")));
    }
}
