namespace PetShop.IntegrationTests.Contract.SwaggerUi;

/// <summary>Swagger UI for admins, end to end.</summary>
public sealed class SwaggerUiTests : ShopTest
{
    [ChromiumFact]
    public async Task An_admin_signs_in_puts_a_product_on_sale_and_sees_it_in_the_public_list()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        await desk.SignInAsync(Admin.Name, Admin.FirstPassword);

        var (status, product) = await desk.TryAsync("post", "/products",
            """{"name":"Feather wand","category":"toys","pet_type":"cat","price":7.5,"stock_quantity":9,"cost":3.1}""");
        Assert.Equal(201, status);
        Assert.Equal("Feather wand", product.Text("name"));
        Assert.Equal(3.10m, product.GetProperty("admin_data").Money("cost"));

        var listed = await (await Shop.Anyone.GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(product.Id(), Assert.Single(listed.Items()).Id());
        Assert.DoesNotContain("admin_data", listed.GetRawText(), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task A_reload_keeps_the_admin_signed_in()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        await desk.SignInAsync(Admin.Name, Admin.FirstPassword);
        await desk.ReloadAsync();
        var (status, me) = await desk.TryAsync("get", "/auth/me");
        Assert.Equal(200, status);
        Assert.Equal(Admin.Name, me.Text("username"));
    }
}
