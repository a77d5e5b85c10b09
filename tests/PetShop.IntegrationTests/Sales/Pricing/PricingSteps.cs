using System.Text.Json;

namespace PetShop.IntegrationTests.Sales.Pricing;

/// <summary>Helpers for prices.</summary>
internal static class PricingSteps
{
    public static readonly object Hamburg = new
    {
        name = "Ada Lovelace",
        line1 = "12 Harbour Street",
        postal_code = "20457",
        city = "Hamburg",
        country = "DE",
    };

    public static readonly object Paris = new
    {
        name = "Ada Lovelace",
        line1 = "1 Rue de la Paix",
        postal_code = "75002",
        city = "Paris",
        country = "FR",
    };

    /// <summary>Adds a zone with one flat method.</summary>
    /// <returns>The method's id.</returns>
    public static async Task<long> AddShippingAsync(
        this ShopFixture shop, string country = "DE", decimal price = 4.90m, string code = "parcel")
    {
        var admin = await shop.AdminAsync();
        var zones = await admin.ReadAsync("/sales/shipping-zones");
        var zone = zones.Items().FirstOrDefault(each => each.Text("name") == country) is
        {
            ValueKind: not
            JsonValueKind.Undefined
        } found ? found
            : await (await admin.PostAsync("/sales/shipping-zones",
                new { name = country, countries = new[] { country } }))
                .ShouldBeAsync(HttpStatusCode.Created);
        return (await (await admin.PostAsync("/sales/shipping-methods", new
        {
            zone_id = zone.Id(),
            code,
            name = code,
            kind = "delivery",
            basis = "flat",
            steps = new[] { new { from = 0, price } },
            min_days = 2,
            max_days = 4,
        })).ShouldBeAsync(HttpStatusCode.Created)).Id();
    }

    public static async Task<JsonElement> QuoteAsync(this Buyer buyer, object? request = null) =>
        await (await buyer.PostAsync($"/sales/carts/{buyer.UserId}/quote", request ?? new { }))
            .ShouldBeAsync(HttpStatusCode.OK);

    public static decimal Amount(this JsonElement element, string name) => element.GetProperty(name).GetDecimal();
}
