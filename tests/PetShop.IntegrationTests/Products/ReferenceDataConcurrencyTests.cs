using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Editing;
using PetShop.Api.Products.Services.Reference;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

/// <summary>Categories, pet types and brands that change while requests use them.</summary>
public sealed class ReferenceDataConcurrencyTests : ShopTest
{
    private const string Categories = "/products/categories";

    [Fact]
    public async Task A_name_that_is_gone_since_the_request_was_validated_is_a_400()
    {
        await using var request = Shop.Services.CreateAsyncScope();
        var services = request.ServiceProvider;
        var (admin, product) = (Actor.Anonymous, await Shop.Catalogue.AddProductAsync());
        var hood = new CreateProductRequest
        {
            Name = "Hood", Category = "gone", PetType = "dog", Price = 1, StockQuantity = 1,
        };
        var refused = new List<ShopException>
        {
            await Assert.ThrowsAsync<ShopException>(() => services.GetRequiredService<IProductCreationService>()
                .CreateAsync(admin, hood, default)),
            await Assert.ThrowsAsync<ShopException>(() => services.GetRequiredService<IProductUpdateService>()
                .UpdateAsync(product, new() { Category = "gone" }, default, default)),
            await Assert.ThrowsAsync<ShopException>(async () => await services.GetRequiredService<IProductQueries>()
                .ListAsync(admin, new() { Category = ["gone"] }, default)),
        };
        Assert.All(refused, one => Assert.Equal("category", Assert.Single(one.Errors!).Key));
    }

    [Fact]
    public async Task A_list_read_by_names_from_before_a_move_is_answered_to_nobody_after_it()
    {
        var (admin, reference) = (await Shop.AdminAsync(), Shop.Services.GetRequiredService<ReferenceData>());
        await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Falconry" });
        var hoods = await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Hoods" });
        await Shop.Catalogue.AddProductAsync(category: "hoods");
        var before = await reference.RefreshAsync(default);
        var move = await admin.PutAsync($"{Categories}/{hoods.Id()}", new { parent = "falconry" });
        await move.ShouldBeAsync(HttpStatusCode.OK);
        var late = Shop.Services.GetRequiredService<ProductQueryBuilder>()
            .ForPublic(Actor.Anonymous, new ProductFilter { Category = ["falconry"] }, before);
        await Shop.Services.GetRequiredService<IShopCache>().GetOrReadAsync<ProductReader, Page<ProductResponse>>(
            late.Entry(TimeSpan.FromMinutes(1))!,
            Shop.Services.GetRequiredService<ShopJson>().For<Page<ProductResponse>>(),
            (source, reading) => source.ListForPublicAsync(late, reading), default);
        Assert.Equal(1, (await Shop.Anyone.ReadAsync("/products?category=falconry")).Count("total"));
    }

    [Fact]
    public async Task A_new_product_is_found_by_the_present_name_of_what_it_belongs_to()
    {
        var falconry = await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Falconry" });
        // behind the cache's back: memory knows the old name
        await Shop.Database.ExecuteAsync("UPDATE categories SET name = 'Blindfolds' WHERE id = $1", falconry.Id());
        await Shop.Catalogue.AddProductAsync(category: "falconry");
        Assert.Equal(1, (await Shop.Anyone.ReadAsync("/products?q=blindfolds")).Count("total"));
        Assert.Equal(0, (await Shop.Anyone.ReadAsync("/products?q=falconry")).Count("total"));
    }

    [Fact]
    public async Task Adding_below_a_category_while_it_is_renamed_and_moved_never_deadlocks()
    {
        var admin = await Shop.AdminAsync();
        var above = await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Above" });
        await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Elsewhere" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => (i % 3) switch
        {
            0 => admin.PostAsync(Categories, new { name = $"Below {i}", parent = "above" }),
            1 => admin.PutAsync($"{Categories}/{above.Id()}", new { name = $"Above {i}" }),
            _ => admin.PutAsync($"{Categories}/{above.Id()}", new { parent = "elsewhere" }),
        })));
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.DoesNotContain(Shop.Node.Log.Lines,
            line => line.Contains("conflicted with another transaction", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DELETE FROM categories WHERE slug = 'falconry'", "category")]
    [InlineData("DELETE FROM pet_types WHERE slug = 'falcon'", "pet_type")]
    public async Task A_product_of_what_another_has_just_removed_is_refused_by_its_field(string removal, string field)
    {
        await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Falconry" });
        await Shop.Catalogue.AddReferenceAsync("/products/pet-types", new { name = "Falcon" });
        var id = await Shop.Catalogue.AddProductAsync();
        var admin = await Shop.AdminAsync();
        var product = new { name = "Hood", category = "falconry", pet_type = "falcon", price = 1, stock_quantity = 1 };
        // behind the cache's back: validators still know it
        Assert.Equal(1, await Shop.Database.ExecuteAsync(removal));
        await (await admin.PostAsync("/products", product)).ShouldRejectFieldAsync(field);
        await (await admin.PatchAsync($"/products/{id}", new { product.category, product.pet_type }))
            .ShouldRejectFieldAsync(field);
    }

    [Fact]
    public async Task Two_moves_at_once_never_close_a_circle()
    {
        var admin = await Shop.AdminAsync();
        for (var round = 0; round < 5; round++)
        {
            var (a, b) = (await Shop.Catalogue.AddReferenceAsync(Categories, new { name = $"A{round}" }),
                await Shop.Catalogue.AddReferenceAsync(Categories, new { name = $"B{round}" }));
            var moves = await Task.WhenAll(
                admin.PutAsync($"{Categories}/{a.Id()}", new { parent = $"b{round}" }),
                admin.PutAsync($"{Categories}/{b.Id()}", new { parent = $"a{round}" }));
            Assert.Single(moves, m => m.StatusCode == HttpStatusCode.OK);
            Assert.Single(moves, m => m.StatusCode == HttpStatusCode.BadRequest);
        }
    }
}
