using System.Text.Json;

namespace PetShop.IntegrationTests.Auth;

/// <summary>The addresses of an account.</summary>
public sealed class AddressTests : ShopTest
{
    private static readonly Dictionary<string, object?> Valid = new()
    {
        ["name"] = "Robin Barker",
        ["line1"] = "12 Harbour Street",
        ["city"] = "Hamburg",
        ["postal_code"] = "20457",
        ["country"] = "DE",
    };

    [Fact]
    public async Task An_address_is_kept_in_the_form_of_its_country()
    {
        var buyer = await Shop.SignUpAsync();
        var added = await buyer.PostAsync(Path(buyer), new
        {
            name = "  Robin   Barker ", company = "Dogs & Co", line1 = "10 Downing Street", line2 = "Flat 2",
            city = "London", postal_code = "sw1a2aa", country = "gb", phone = "020 7946 0123"
        });
        var address = await added.ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal($"{Path(buyer)}/{address.Id()}", added.Headers.Location!.ToString());
        Assert.Equal(("Robin Barker", "SW1A 2AA", "GB", "+442079460123"),
            (address.Text("name"), address.Text("postal_code"), address.Text("country"), address.Text("phone")));
        Assert.Equal(JsonValueKind.Null, address.GetProperty("region").ValueKind);
        var read = await buyer.GetAsync(added.Headers.Location!.ToString());
        Assert.Equal(address.GetRawText(), (await read.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal("\"v1\"", read.Headers.ETag!.Tag);
        Assert.Equal([address.Id()], await IdsAsync(buyer));
    }

    [Theory]
    [InlineData("name", null), InlineData("name", " \u00A0 ")]
    [InlineData("line1", null), InlineData("city", "")]
    [InlineData("country", null), InlineData("country", "XX"), InlineData("country", "DEU")]
    [InlineData("country", "D\u0415")]
    [InlineData("postal_code", null), InlineData("postal_code", "2045"), InlineData("postal_code", "2O457")]
    [InlineData("postal_code", "20457\u0000"), InlineData("postal_code", "\u202E75402")]
    [InlineData("phone", "123"), InlineData("phone", "call me"), InlineData("phone", "+49 40 1234567 ext. 3")]
    [InlineData("name", "Ro\u200Bbin"), InlineData("line1", "12 Harbour\nStreet")]
    [InlineData("region", "\u2066Hamburg")]
    [InlineData("address_id", "1"), InlineData("default_shipping", "true")]
    public async Task A_field_that_is_not_valid_is_named(string field, string? value)
    {
        var buyer = await Shop.SignUpAsync();
        var body = new Dictionary<string, object?>(Valid) { [field] = value };
        await (await buyer.PostAsync(Path(buyer), body)).ShouldRejectFieldAsync(field);
        Assert.Empty(await IdsAsync(buyer));
    }

    [Theory]
    [InlineData("name", 100), InlineData("company", 100), InlineData("line1", 200), InlineData("line2", 200)]
    [InlineData("city", 100), InlineData("region", 100)]
    public async Task A_text_has_its_most_characters_and_no_more(string field, int most)
    {
        var buyer = await Shop.SignUpAsync();
        var body = new Dictionary<string, object?>(Valid) { [field] = string.Concat(Enumerable.Repeat("😸", most)) };
        var kept = await (await buyer.PostAsync(Path(buyer), body)).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(body[field], kept.Text(field));
        body[field] += "a";
        await (await buyer.PostAsync(Path(buyer), body)).ShouldRejectFieldAsync(field);
        body[field] = new string('1', 100_000);
        await (await buyer.PostAsync(Path(buyer), body)).ShouldRejectFieldAsync(field);
    }

    [Theory]
    [InlineData("postal_code"), InlineData("phone"), InlineData("country")]
    public async Task A_code_that_is_far_too_long_is_refused(string field)
    {
        var buyer = await Shop.SignUpAsync();
        var body = new Dictionary<string, object?>(Valid) { [field] = new string('1', 900_000) };
        await (await buyer.PostAsync(Path(buyer), body)).ShouldRejectFieldAsync(field);
    }

    [Theory]
    [InlineData("'; DROP TABLE addresses; --")]
    [InlineData("<script>alert('x')</script>")]
    [InlineData("Ω≈ç√∫ 田中さん 😸👩‍👩‍👧‍👧")]
    [InlineData("{0} {{1}} ${7*7} %s \\0 \"quoted\" NULL")]
    public async Task Strange_text_is_data_and_comes_back_as_it_was(string text)
    {
        var buyer = await Shop.SignUpAsync();
        var body = new Dictionary<string, object?>(Valid)
        {
            ["name"] = text, ["company"] = text, ["line1"] = text, ["line2"] = text, ["city"] = text, ["region"] = text
        };
        var id = (await buyer.AddAddressAsync(body)).Id();
        var placed = await (await buyer.PostAsync("/sales/orders", new
        {
            items = new[] { new { product_id = await Shop.Catalogue.AddProductAsync(), quantity = 1 } },
            ship_to = new { address_id = id }
        })).ShouldBeAsync(HttpStatusCode.Created);
        var order = await buyer.GetAsync($"/sales/orders/{placed.GetProperty("order").Id()}");
        var kept = (await order.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("ship_to");
        foreach (var field in new[] { "name", "company", "line1", "line2", "city", "region" })
            Assert.Equal(text, kept.Text(field));
    }

    [Fact]
    public async Task A_region_is_required_and_becomes_a_code_where_it_counts()
    {
        var buyer = await Shop.SignUpAsync();
        var american = new Dictionary<string, object?>(Valid)
        {
            ["city"] = "Austin", ["postal_code"] = "733010001", ["country"] = "US", ["region"] = "texas"
        };
        var kept = await buyer.AddAddressAsync(american);
        Assert.Equal(("TX", "73301-0001"), (kept.Text("region"), kept.Text("postal_code")));
        foreach (var region in new[] { null, "Bavaria", "ON" })
        {
            american["region"] = region;
            await (await buyer.PostAsync(Path(buyer), american)).ShouldRejectFieldAsync("region");
        }
        Assert.Equal("Hamburg", (await buyer.AddAddressAsync(new Dictionary<string, object?>(Valid)
        {
            ["region"] = "Hamburg"
        })).Text("region"));
    }

    [Theory]
    [InlineData("HK"), InlineData("AE"), InlineData("IE")]
    public async Task A_postal_code_may_be_absent_where_addresses_have_none(string country)
    {
        var buyer = await Shop.SignUpAsync();
        var body = new Dictionary<string, object?>(Valid) { ["country"] = country, ["postal_code"] = null };
        Assert.Equal(
            JsonValueKind.Null, (await buyer.AddAddressAsync(body)).GetProperty("postal_code").ValueKind);
        body["postal_code"] = "";
        await buyer.AddAddressAsync(body);
    }

    [Fact]
    public async Task A_PUT_replaces_the_whole_address_but_not_what_it_is_the_default_for()
    {
        var buyer = await Shop.SignUpAsync();
        var body = new Dictionary<string, object?>(Valid) { ["company"] = "Dogs & Co", ["phone"] = "+49401234567" };
        var id = (await buyer.AddAddressAsync(body)).Id();
        var path = $"{Path(buyer)}/{id}";
        var replaced = await buyer.PutAsync(path, Valid, "\"v1\"");
        Assert.Equal("\"v2\"", replaced.Headers.ETag!.Tag);
        var address = await replaced.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, true, true),
            (address.GetProperty("company").ValueKind, address.GetProperty("phone").ValueKind,
                address.GetProperty("default_shipping")
                    .GetBoolean(), address.GetProperty("default_billing").GetBoolean()));
        await (await buyer.PutAsync(path, Valid, "\"v1\"")).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await buyer.PutAsync(path, new { city = "Berlin" })).ShouldRejectFieldAsync("name", "line1", "country");
        var off = await (await buyer.PutAsync(path, new Dictionary<string, object?>(Valid)
        {
            ["default_shipping"] = false
        })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((false, true),
            (off.GetProperty("default_shipping").GetBoolean(), off.GetProperty("default_billing").GetBoolean()));
        await (await buyer.SendAsync(HttpMethod.Delete, path, null, ("If-Match", "\"v1\"")))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await buyer.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        foreach (var answer in new[] { await buyer.GetAsync(path), await buyer.PutAsync(path, Valid),
            await buyer.DeleteAsync(path) })
            await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_repeated_POST_with_a_key_adds_one_address()
    {
        var buyer = await Shop.SignUpAsync();
        var (first, second) = (await buyer.PostAsync(Path(buyer), Valid, "once"),
            await buyer.PostAsync(Path(buyer), Valid, "once"));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Single(await IdsAsync(buyer));
    }

    [Fact]
    public async Task The_address_of_another_account_is_forbidden_whatever_the_route()
    {
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var id = (await other.AddAddressAsync()).Id();
        await buyer.AddAddressAsync();
        foreach (var caller in new ShopCaller[] { buyer, admin })
        {
            var path = $"{Path(buyer)}/{id}";
            foreach (var answer in new[] { await caller.GetAsync(path), await caller.PutAsync(path, Valid),
                await caller.DeleteAsync(path) })
                await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        }
        await (await buyer.GetAsync($"{Path(other)}/{id}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await buyer.GetAsync(Path(other))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await admin.GetAsync("/auth/users/999999/addresses")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.PostAsync("/auth/users/999999/addresses", Valid))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal([id], await IdsAsync(other));
        Assert.True((await other.GetAsync($"{Path(other)}/{id}")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Closing_the_account_erases_its_addresses()
    {
        var buyer = await Shop.SignUpAsync();
        var (admin, id) = (await Shop.AdminAsync(), (await buyer.AddAddressAsync()).Id());
        await (await buyer.PostAsync(Path(buyer), Valid, "kept")).ShouldBeAsync(HttpStatusCode.Created);
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM addresses"));
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM idempotency_records WHERE result::text LIKE '%Harbour%'"));
        foreach (var path in new[] { Path(buyer), $"{Path(buyer)}/{id}" })
            await (await admin.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    private static string Path(Buyer buyer) => $"/auth/users/{buyer.UserId}/addresses";

    private static async Task<long[]> IdsAsync(Buyer buyer) =>
        [.. (await (await buyer.GetAsync(Path(buyer))).ShouldBeAsync(HttpStatusCode.OK)).Items().Select(a => a.Id())];
}
