using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;
using PetShop.IntegrationTests.Sales.Guests;
using PetShop.IntegrationTests.Sales.Promotions;
using PetShop.IntegrationTests.Sales.Taxes;

namespace PetShop.IntegrationTests.Sales.Pricing;

/// <summary>
/// <c>expires_at</c> says how long prices are expected to hold. What is charged depends on the moment of the order
/// alone, and <c>expected_total</c> keeps the customer from paying another total.
/// </summary>
public sealed class QuoteExpiryTests : ShopTest
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task A_quote_is_expected_to_hold_for_half_an_hour_from_the_moment_it_is_given()
    {
        await GoToAsync(new TimeOnly(12, 0));
        var ball = await Shop.Catalogue.AddProductAsync(price: 10m);
        var (buyer, guest) = (await Shop.SignUpAsync(), await Guest.BeginAsync(Shop.Node));
        await buyer.FillCartAsync((ball, 1));
        await guest.FillAsync((ball, 1));
        Assert.Equal(Shop.Clock.GetUtcNow() + Holds, (await buyer.QuoteAsync()).Time("expires_at"));
        Shop.Clock.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(Shop.Clock.GetUtcNow() + Holds, (await buyer.QuoteAsync()).Time("expires_at"));
        var asGuest = await (await guest.SendAsync(HttpMethod.Post, $"{Guest.Cart}/quote", new { }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(Shop.Clock.GetUtcNow() + Holds, asGuest.Time("expires_at"));
    }

    [Fact]
    public async Task A_total_that_is_still_the_same_is_ordered_after_the_quote_has_expired()
    {
        await GoToAsync(new TimeOnly(12, 0));
        await Shop.AddCodeAsync("SPRING");
        var (buyer, quote) = await QuoteAsync("SPRING");
        Assert.Equal(9.00m, quote.Amount("total_amount"));
        Shop.Clock.Advance(Holds + TimeSpan.FromSeconds(1));
        buyer = await Shop.SignInAsync(buyer.Username);
        Assert.True(quote.Time("expires_at") < Shop.Clock.GetUtcNow());
        await (await OrderAsync(buyer, quote, "SPRING")).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_quote_expires_with_a_promotion_in_it_which_is_not_charged_unseen_afterwards(bool isAutomatic)
    {
        await GoToAsync(new TimeOnly(12, 0));
        await Shop.AddPromotionAsync(new
        {
            name = "Large orders",
            discount = PromotionSteps.TenPercent,
            ends_at = Shop.Clock.GetUtcNow().AddMinutes(5).ToString("O"),
            minimum_subtotal = 1_000,
        });
        await Shop.AddPromotionAsync(new
        {
            name = "Morning",
            discount = PromotionSteps.TenPercent,
            ends_at = Shop.Clock.GetUtcNow().AddMinutes(10).ToString("O"),
            codes = isAutomatic ? null : new[] { "MORNING" },
        });
        var code = isAutomatic ? null : "MORNING";
        var (buyer, quote) = await QuoteAsync(code);
        Assert.Equal(9.00m, quote.Amount("total_amount"));
        Shop.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await (await OrderAsync(buyer, quote, code, keepsCart: true)).ShouldBeAsync(HttpStatusCode.Created);
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Shop.Clock.GetUtcNow(), quote.Time("expires_at"));
        var refused = await OrderAsync(buyer, quote, code);
        if (isAutomatic)
            Assert.Equal(10.00m, (await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "total-changed"))
                .Amount("total_amount"));
        else
            await refused.ShouldRejectFieldAsync("promotion_codes[0]");
        Assert.Equal(10.00m, (await buyer.QuoteAsync()).Amount("total_amount"));
    }

    [Fact]
    public async Task A_promotion_that_begins_before_the_quote_expires_is_not_charged_unseen()
    {
        await GoToAsync(new TimeOnly(12, 0));
        await Shop.AddPromotionAsync(new
        {
            name = "Afternoon",
            discount = PromotionSteps.TenPercent,
            starts_at = Shop.Clock.GetUtcNow().AddMinutes(10).ToString("O"),
        });
        var (buyer, quote) = await QuoteAsync(code: null);
        Assert.Equal(10.00m, quote.Amount("total_amount"));
        Shop.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await (await OrderAsync(buyer, quote, code: null, keepsCart: true)).ShouldBeAsync(HttpStatusCode.Created);
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(9.00m, (await (await OrderAsync(buyer, quote, code: null))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "total-changed")).Amount("total_amount"));
    }

    [Fact]
    public async Task A_tax_rate_that_begins_at_midnight_before_the_quote_expires_is_not_charged_unseen()
    {
        await GoToAsync(new TimeOnly(23, 50));
        var admin = await Shop.AdminAsync();
        var today = DateOnly.FromDateTime(Shop.Clock.GetUtcNow().UtcDateTime);
        var rate = (await admin.ReadAsync("/sales/tax-rates?country=DE&tax_class=standard")).Items()[0].Id();
        await (await admin.PutAsync($"/sales/tax-rates/{rate}", new { valid_to = $"{today:yyyy-MM-dd}" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PostAsync("/sales/tax-rates",
            TaxRateTests.Rate("DE", percent: 25, from: $"{today.AddDays(1):yyyy-MM-dd}")))
            .ShouldBeAsync(HttpStatusCode.Created);
        var (buyer, quote) = await QuoteAsync(code: null, Shop.StartNode(("Tax:PricesIncludeTax", "false")));
        Assert.Equal(11.90m, quote.Amount("total_amount"));
        Shop.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await (await OrderAsync(buyer, quote, code: null, keepsCart: true)).ShouldBeAsync(HttpStatusCode.Created);
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(12.50m, (await (await OrderAsync(buyer, quote, code: null))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "total-changed")).Amount("total_amount"));
        Assert.Equal(12.50m, (await buyer.QuoteAsync()).Amount("total_amount"));
    }

    /// <summary>Stops the clock tomorrow at this time, and signs the admin in.</summary>
    private async Task GoToAsync(TimeOnly time)
    {
        Shop.Clock.Stop();
        var tomorrow = DateOnly.FromDateTime(Shop.Clock.GetUtcNow().UtcDateTime).AddDays(1);
        Shop.Clock.SetUtcNow(new DateTimeOffset(tomorrow.ToDateTime(time), TimeSpan.Zero));
        await Shop.Services.GetRequiredService<Partitions>().EnsureAsync(1, CancellationToken.None);
        await Shop.RestoreAsync();
    }

    private async Task<(Buyer Buyer, JsonElement Quote)> QuoteAsync(string? code, ShopNode? node = null)
    {
        var buyer = (await Shop.SignUpAsync()).At(node ?? Shop.Node);
        await buyer.FillCartAsync((await Shop.Catalogue.AddProductAsync(price: 10m), 1));
        return (buyer, await buyer.QuoteAsync(new { promotion_codes = Codes(code) }));
    }

    private static async Task<HttpResponseMessage> OrderAsync(
        Buyer buyer, JsonElement quote, string? code, bool keepsCart = false) =>
        await buyer.PostAsync("/sales/orders", new
        {
            items = keepsCart
                ? quote.Items().Select(item => new { product_id = item.Id("product_id"), quantity = 1 }).ToArray()
                : null,
            shipping_address = SalesSteps.Address,
            promotion_codes = Codes(code),
            expected_total = quote.Amount("total_amount"),
        });

    private static string[] Codes(string? code) => code is null ? [] : [code];
}
