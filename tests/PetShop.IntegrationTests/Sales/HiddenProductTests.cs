using System.Text.Json;

namespace PetShop.IntegrationTests.Sales;

/// <summary>Carts and checkouts do not reveal which products are hidden.</summary>
public sealed class HiddenProductTests : ShopTest
{
    private const long Unknown = 999_999;
    private long _hidden;
    private Buyer _buyer = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _hidden = await Shop.Catalogue.AddProductAsync(name: "Secret Launch", isActive: false);
        _buyer = await Shop.SignUpAsync();
    }

    [Theory]
    [InlineData("POST", "/sales/carts/{user}/items/{id}", """{"quantity":1}""")]
    [InlineData("PUT", "/sales/carts/{user}/items/{id}", """{"quantity":1}""")]
    [InlineData("PUT", "/sales/carts/{user}", """{"items":[{"product_id":{id},"quantity":1}]}""")]
    [InlineData("POST", "/sales/carts", """{"items":[{"product_id":{id},"quantity":1}]}""")]
    [InlineData("POST", "/sales/orders",
        """{"items":[{"product_id":{id},"quantity":1}],"shipping_address":"1 Kennel Lane, Barkham"}""")]
    public async Task A_hidden_product_is_refused_as_one_that_does_not_exist(string method, string path, string body)
    {
        await TryAsync(Unknown);        // whatever is read once for all, such as a block of ids
        var (hidden, unknown) = (await TryAsync(_hidden), await TryAsync(Unknown));
        Assert.Equal(unknown, hidden);
        Assert.DoesNotContain("Secret", hidden.Problem, StringComparison.Ordinal);

        async Task<(int Statements, string Problem)> TryAsync(long id)
        {
            string Fill(string text) =>
                text.Replace("{id}", $"{id}", StringComparison.Ordinal)
                    .Replace("{user}", $"{_buyer.UserId}", StringComparison.Ordinal);
            using var counter = new StatementCounter();
            var content = JsonDocument.Parse(Fill(body)).RootElement;
            var statements = await counter.CountAsync(
                _buyer, new HttpMethod(method), Fill(path), content, HttpStatusCode.BadRequest);
            var problem = await (await _buyer.SendAsync(new HttpMethod(method), Fill(path), content))
                .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "product-not-on-sale");
            return (statements,
                $"{problem.GetProperty("title")} {problem.GetProperty("detail")} {problem.GetProperty("errors")}"
                    .Replace($"{id}", "{id}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_product_that_was_hidden_while_it_lay_in_the_cart_is_named()
    {
        var (admin, ball) = (await Shop.AdminAsync(), await Shop.Catalogue.AddProductAsync(name: "Red Ball"));
        await _buyer.FillCartAsync((ball, 1));
        await (await admin.PatchAsync($"/products/{ball}", new { is_active = false })).ShouldBeAsync(HttpStatusCode.OK);
        var answers = new[]
        {
            await _buyer.PostAsync($"/sales/carts/{_buyer.UserId}/items/{ball}"), await _buyer.CheckOutAsync((ball, 1)),
            await _buyer.CheckOutCartAsync(),
        };
        foreach (var answer in answers)
            Assert.Contains(
                "Red Ball", (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "product-not-on-sale"))
                    .GetRawText(), StringComparison.Ordinal);
        var other = await Shop.SignUpAsync();
        Assert.DoesNotContain("Red Ball", await (await other.CheckOutAsync((ball, 1))).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/products/{id}")]
    [InlineData("/products/by-sku/{sku}")]
    [InlineData("/products/by-slug/{slug}")]
    public async Task The_catalogue_knows_no_hidden_product(string path)
    {
        var product = await Shop.Catalogue.ReadAsync(_hidden);
        var hidden = await TryAsync($"{_hidden}", product.Text("sku").ToLowerInvariant(), product.Text("slug"));
        Assert.Equal(await TryAsync($"{Unknown}", "none", "none"), hidden);

        async Task<(int Statements, string Problem)> TryAsync(string id, string sku, string slug)
        {
            var filled = path.Replace("{id}", id, StringComparison.Ordinal)
                .Replace("{sku}", sku, StringComparison.Ordinal).Replace("{slug}", slug, StringComparison.Ordinal);
            using var counter = new StatementCounter();
            var statements = await counter.CountAsync(
                Shop.Anyone, HttpMethod.Get, filled, refusal: HttpStatusCode.NotFound);
            var problem = await (await Shop.Anyone.GetAsync(filled)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
            return (statements, problem.Text("detail")
                .Replace(filled[(filled.LastIndexOf('/') + 1)..], "{name}", StringComparison.Ordinal));
        }
    }
}
