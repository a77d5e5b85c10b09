using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Core.Database.Plans;

/// <summary>Searches by admins for words that many or few orders and accounts have.</summary>
public sealed class LargeSearchTests : ShopTest
{
    private const int Rows = 6_000;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LargeShop.FillAsync(Shop, products: 1, Rows);
        // A third of the rows has the first word, but none of the newest. A fifth has the second: not enough of the
        // newest to fill a page.
        foreach (var table in (string[])["orders", "users"])
        {
            await Shop.Database.ExecuteAsync($"""
                UPDATE {table} SET search_text = search_text || ' magpie'
                WHERE id IN (SELECT id FROM {table} ORDER BY id LIMIT 2000)
                """);
            await Shop.Database.ExecuteAsync(
                $"UPDATE {table} SET search_text = search_text || ' jackdaw' WHERE id % 5 = 0");
        }
    }

    [Theory, InlineData("kennel"), InlineData("magpie"), InlineData("jackdaw"), InlineData("heron")]
    public Task Orders_with_a_word_are_listed_from_the_newest_on(string word) =>
        IsWholeListAsync("/sales/orders", word, "orders", "archived_at IS NULL");

    [Theory, InlineData("finn"), InlineData("magpie"), InlineData("jackdaw"), InlineData("heron")]
    public Task Accounts_with_a_part_of_a_name_are_listed_from_the_newest_on(string text) =>
        IsWholeListAsync("/auth/users", text, "users", "closed_at IS NULL");

    private async Task IsWholeListAsync(string path, string word, string table, string condition)
    {
        var expected = await Shop.Database.ReadAsync<long[]>($"""
            SELECT array_agg(id ORDER BY id DESC) FROM {table} WHERE {condition} AND search_text LIKE '%{word}%'
            """);
        var (admin, ids, cursor) = (await Shop.AdminAsync(), new List<long>(), "");
        do
        {
            var page = await admin.ReadAsync($"{path}?q={word}&limit=100{cursor}");
            ids.AddRange(page.Items().Select(item => item.Id()));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? "&cursor=" + next : "";
            Assert.Equal(expected.Length > 1_000, page.GetProperty("total_is_estimate").GetBoolean());
            if (expected.Length <= 1_000)
                Assert.Equal(expected.Length, page.GetProperty("total").GetInt64());
        }
        while (cursor.Length > 0);
        Assert.Equal(expected, ids);
    }
}
