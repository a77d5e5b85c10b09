using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Auth;

/// <summary>Which address is the default, and how many there may be.</summary>
public sealed class AddressDefaultTests : ShopTest
{
    private const int Most = 50;

    [Fact]
    public async Task The_first_address_is_the_default_for_both_and_another_one_takes_it_when_it_is_told_to()
    {
        var buyer = await Shop.SignUpAsync();
        var first = (await buyer.AddAddressAsync()).Id();
        var second = (await buyer.AddAddressAsync(Address())).Id();
        Assert.Equal((first, first), await DefaultsAsync(buyer));
        var third = (await buyer.AddAddressAsync(Address(billing: true))).Id();
        Assert.Equal((first, third), await DefaultsAsync(buyer));
        await (await buyer.PutAsync($"{Path(buyer)}/{second}", Address(shipping: true, billing: true)))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((second, second), await DefaultsAsync(buyer));
        Assert.Equal("\"v2\"", (await buyer.GetAsync($"{Path(buyer)}/{third}")).Headers.ETag!.Tag);
        await (await buyer.DeleteAsync($"{Path(buyer)}/{second}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal((null, null), await DefaultsAsync(buyer));
        var other = await Shop.SignUpAsync();
        var theirs = (await other.AddAddressAsync(Address(shipping: true))).Id();
        Assert.Equal((theirs, theirs), await DefaultsAsync(other));
    }

    [Fact]
    public async Task Addresses_that_become_the_default_at_once_leave_one()
    {
        var buyer = await Shop.SignUpAsync();
        var other = buyer.At(Shop.StartNode());
        var answers = await SalesSteps.AtOnceAsync(16, i =>
            (i % 2 == 0 ? buyer : other).PostAsync(Path(buyer), Address(shipping: true, billing: i % 3 == 0)));
        Assert.Equal(16, answers.CountOf(HttpStatusCode.Created));
        var ids = await Task.WhenAll(answers.Select(async answer => (await answer.ShouldBeAsync(
            HttpStatusCode.Created)).Id()));
        answers = await SalesSteps.AtOnceAsync(16, i =>
            (i % 2 == 0 ? buyer : other).PutAsync($"{Path(buyer)}/{ids[i]}", Address(shipping: true, billing: true)));
        Assert.Equal(16, answers.CountOf(HttpStatusCode.OK));
        Assert.Equal((1L, 1L), (
            await Shop.Database.ReadAsync<long>("SELECT count(*) FROM addresses WHERE default_shipping"),
            await Shop.Database.ReadAsync<long>("SELECT count(*) FROM addresses WHERE default_billing")));
    }

    [Fact]
    public async Task The_database_holds_no_two_defaults_of_one_account()
    {
        var buyer = await Shop.SignUpAsync();
        await buyer.AddAddressAsync();
        await buyer.AddAddressAsync(Address());
        foreach (var column in new[] { "default_shipping", "default_billing" })
            await Assert.ThrowsAsync<Npgsql.PostgresException>(
                () => Shop.Database.ExecuteAsync($"UPDATE addresses SET {column} = true"));
    }

    [Fact]
    public async Task An_account_has_no_more_than_fifty_addresses_also_when_they_come_at_once()
    {
        var buyer = await Shop.SignUpAsync();
        await buyer.AddAddressAsync();
        await Shop.Database.ExecuteAsync("""
            INSERT INTO addresses (id, user_id, name, line1, city, country, default_shipping, default_billing,
                created_at, updated_at, version)
            SELECT i, user_id, name, line1, city, country, false, false, created_at, updated_at, 1
            FROM addresses, generate_series(1, 44) i
            """);
        var answers = await SalesSteps.AtOnceAsync(12, _ => buyer.PostAsync(Path(buyer), Address()));
        Assert.Equal((5, 7), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        await (await buyer.PostAsync(Path(buyer), Address()))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "address-book-full");
        var page = await (await buyer.GetAsync(Path(buyer))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((Most, Most), (page.Items().Count, page.Count("total")));
        await (await buyer.DeleteAsync($"{Path(buyer)}/1")).ShouldBeAsync(HttpStatusCode.NoContent);
        await buyer.AddAddressAsync();
    }

    [Fact]
    public async Task Closing_the_account_and_adding_at_once_leaves_no_address()
    {
        for (var round = 0; round < 5; round++)
        {
            var buyer = await Shop.SignUpAsync();
            var answers = await SalesSteps.AtOnceAsync(8, i =>
                i == 4 ? buyer.DeleteAsync($"/auth/users/{buyer.UserId}") : buyer.PostAsync(Path(buyer), Address()));
            Assert.Equal(1, answers.CountOf(HttpStatusCode.NoContent));
        }
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM addresses"));
    }

    private static string Path(Buyer buyer) => $"/auth/users/{buyer.UserId}/addresses";

    private static Dictionary<string, object?> Address(bool? shipping = null, bool? billing = null) => new()
    {
        ["name"] = "Robin Barker",
        ["line1"] = "12 Harbour Street",
        ["city"] = "Hamburg",
        ["postal_code"] = "20457",
        ["country"] = "DE",
        ["default_shipping"] = shipping,
        ["default_billing"] = billing,
    };

    private static async Task<(long? Shipping, long? Billing)> DefaultsAsync(Buyer buyer)
    {
        var all = (await (await buyer.GetAsync(Path(buyer))).ShouldBeAsync(HttpStatusCode.OK)).Items();
        return (Of("default_shipping"), Of("default_billing"));

        long? Of(string name) => all.SingleOrDefault(address => address.GetProperty(name).GetBoolean()) is
        { ValueKind: not System.Text.Json.JsonValueKind.Undefined } found ? found.Id() : null;
    }
}
