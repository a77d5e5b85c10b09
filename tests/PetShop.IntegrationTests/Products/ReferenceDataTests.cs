using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
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
using PetShop.Api.Products.Validators;

namespace PetShop.IntegrationTests.Products;

public sealed class ReferenceDataTests : ShopTest
{
    private const string Categories = "/products/categories";

    [Fact]
    public async Task A_new_shop_has_the_contracts_categories_and_pet_types()
    {
        var roots = (await ReadAsync(Categories)).Items();
        foreach (var slug in "food treats litter toys beds accessories health grooming aquarium travel training".Split(
            ' '))
            Assert.Contains(roots, c => c.Text("slug") == slug);
        Assert.Equal("bird cat dog fish horse other reptile small_animal",
            string.Join(' ', (await ReadAsync("/products/pet-types")).Items().Select(t => t.Text("slug"))));
        Assert.Contains(roots.Single(c => c.Text("slug") == "food").GetProperty("children").EnumerateArray(),
            c => c.Text("slug") == "dry-food");
    }

    [Fact]
    public async Task A_category_moves_with_all_below_it_but_never_into_itself()
    {
        var admin = await Shop.AdminAsync();
        var top = await AddAsync(Categories, new { name = "Falconry" });
        var middle = await AddAsync(Categories, new { name = "Hoods", parent = "falconry" });
        var low = await AddAsync(Categories, new { name = "Small hoods", parent = "hoods" });
        await (await admin.PutAsync($"{Categories}/{top.Id()}", new { parent = "small-hoods" }))
            .ShouldRejectFieldAsync("parent");
        await (await admin.PutAsync($"{Categories}/{top.Id()}", new { parent = "falconry" }))
            .ShouldRejectFieldAsync("parent");
        await (await admin.PutAsync($"{Categories}/{middle.Id()}", new { parent = "nowhere" }))
            .ShouldRejectFieldAsync("parent");
        await Shop.Catalogue.AddProductAsync(category: "small-hoods");
        Assert.Equal(1, (await ReadAsync("/products?category=falconry")).Count("total"));
        var moved = await (await admin.PutAsync($"{Categories}/{middle.Id()}", new { parent = "accessories" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("accessories", moved.Text("parent"));
        Assert.Equal(low.Id(), moved.GetProperty("children").EnumerateArray().Single().Id());
        Assert.Equal(0, (await ReadAsync("/products?category=falconry")).Count("total"));
        Assert.Equal(1, (await ReadAsync("/products?category=accessories")).Count("total"));
        moved = await (await admin.PutAsync($"{Categories}/{middle.Id()}", new { parent = (string?)null }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, moved.GetProperty("parent").ValueKind);
    }

    [Fact]
    public async Task Categories_stand_eight_levels_deep_and_no_deeper()
    {
        var admin = await Shop.AdminAsync();
        var levels = new List<JsonElement> { await AddAsync(Categories, new { name = "L1" }) };
        for (var level = 2; level <= 8; level++)
            levels.Add(await AddAsync(Categories, new { name = $"L{level}", parent = $"l{level - 1}" }));
        await (await admin.PostAsync(Categories, new { name = "L9", parent = "l8" })).ShouldRejectFieldAsync("parent");
        await AddAsync(Categories, new { name = "Above" });
        await (await admin.PutAsync($"{Categories}/{levels[0].Id()}", new { parent = "above" }))
            .ShouldRejectFieldAsync("parent");
        await (await admin.PutAsync($"{Categories}/{levels[1].Id()}", new { parent = "above" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await ReadAsync(Categories);
    }

    [Fact]
    public void Every_action_whose_request_has_names_reads_the_reference_data_first()
    {
        var actions = Shop.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items
            .OfType<ControllerActionDescriptor>().ToList();
        var reading = actions.Where(action => action.FilterDescriptors
            .Any(one => (one.Filter as ServiceFilterAttribute)?.ServiceType == typeof(ReferenceDataFilter)));
        Assert.Equal(
            ["Categories.Create", "Categories.Update", "Products.Create", "Products.List", "Products.Update"],
            reading.Select(action => $"{action.ControllerName}.{action.ActionName}").Distinct().Order());
    }

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
        await AddAsync(Categories, new { name = "Falconry" });
        var hoods = await AddAsync(Categories, new { name = "Hoods" });
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
        Assert.Equal(1, (await ReadAsync("/products?category=falconry")).Count("total"));
    }

    [Fact]
    public async Task A_new_product_is_found_by_the_present_name_of_what_it_belongs_to()
    {
        var falconry = await AddAsync(Categories, new { name = "Falconry" });
        // behind the cache's back: memory knows the old name
        await Shop.Database.ExecuteAsync("UPDATE categories SET name = 'Blindfolds' WHERE id = $1", falconry.Id());
        await Shop.Catalogue.AddProductAsync(category: "falconry");
        Assert.Equal(1, (await ReadAsync("/products?q=blindfolds")).Count("total"));
        Assert.Equal(0, (await ReadAsync("/products?q=falconry")).Count("total"));
    }

    [Theory]
    [InlineData(Categories)]
    [InlineData("/products/pet-types")]
    [InlineData("/products/brands")]
    public async Task Names_without_a_letter_that_a_slug_can_have_get_slugs_of_their_own(string path)
    {
        var (first, second) = (await AddAsync(path, new { name = "日本" }), await AddAsync(path, new { name = "中国" }));
        Assert.NotEqual(first.Text("slug"), second.Text("slug"));
    }

    [Fact]
    public async Task Adding_below_a_category_while_it_is_renamed_and_moved_never_deadlocks()
    {
        var admin = await Shop.AdminAsync();
        var above = await AddAsync(Categories, new { name = "Above" });
        await AddAsync(Categories, new { name = "Elsewhere" });
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
        await AddAsync(Categories, new { name = "Falconry" });
        await AddAsync("/products/pet-types", new { name = "Falcon" });
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
            var (a, b) = (await AddAsync(Categories, new { name = $"A{round}" }),
                await AddAsync(Categories, new { name = $"B{round}" }));
            var moves = await Task.WhenAll(
                admin.PutAsync($"{Categories}/{a.Id()}", new { parent = $"b{round}" }),
                admin.PutAsync($"{Categories}/{b.Id()}", new { parent = $"a{round}" }));
            Assert.Single(moves, m => m.StatusCode == HttpStatusCode.OK);
            Assert.Single(moves, m => m.StatusCode == HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData(Categories, "Falconry", "falconry")]
    [InlineData("/products/pet-types", "Guinea pig", "guinea_pig")]
    [InlineData("/products/brands", "Harrow & Hound", "harrow-hound")]
    public async Task It_can_be_created_renamed_and_removed(string path, string name, string slug)
    {
        var admin = await Shop.AdminAsync();
        var answer = await admin.PostAsync(path, new { name });
        var made = await answer.ShouldBeAsync(HttpStatusCode.Created);
        var own = $"{path}/{made.Id()}";
        Assert.Equal(own, answer.Headers.Location!.ToString());
        Assert.Equal(slug, made.Text("slug"));
        Assert.Equal(made.GetRawText(), (await ReadAsync(own)).GetRawText());
        await (await admin.PutAsync(own, new { name = "Renamed" }, ifMatch: "\"v7\""))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        answer = await admin.PutAsync(own, new { name = "Renamed" }, ifMatch: answer.Headers.ETag!.Tag);
        Assert.Equal("Renamed", (await answer.ShouldBeAsync(HttpStatusCode.OK)).Text("name"));
        Assert.Equal("Renamed", (await ReadAsync(own)).Text("name"));
        Assert.Equal(answer.Headers.ETag, (await admin.GetAsync(own)).Headers.ETag);
        await (await admin.PutAsync(own, new { slug = "Not a slug" })).ShouldRejectFieldAsync("slug");
        await (await admin.PutAsync(own, new { name = (string?)null })).ShouldRejectFieldAsync("name");
        await (await admin.PostAsync(path, new { })).ShouldRejectFieldAsync("name");
        await (await admin.PostAsync(path, new { name = "Twin", slug }))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "duplicate-slug");
        await (await admin.DeleteAsync(own)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await Shop.Anyone.GetAsync(own)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.DeleteAsync(own)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_products_use_stays()
    {
        var admin = await Shop.AdminAsync();
        await Shop.Catalogue.CreateAsync(new
        {
            name = "Rope", category = "chew-toys", pet_type = "dog", price = 1, stock_quantity = 1, brand = "Knotty"
        });
        foreach (var path in new[] { "/products/pet-types", "/products/brands" })
        {
            var used = (await ReadAsync(path)).Items().Single(e => e.Text("slug") is "dog" or "knotty");
            await (await admin.DeleteAsync($"{path}/{used.Id()}"))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "in-use");
        }
        var toys = (await ReadAsync(Categories)).Items().Single(c => c.Text("slug") == "toys");
        await (await admin.DeleteAsync($"{Categories}/{toys.Id()}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "in-use");
        var chews = toys.GetProperty("children").EnumerateArray().Single(c => c.Text("slug") == "chew-toys");
        await (await admin.DeleteAsync($"{Categories}/{chews.Id()}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "in-use");
    }

    [Fact]
    public async Task A_brands_name_is_taken_whatever_its_case()
    {
        await AddAsync("/products/brands", new { name = "Plumwick" });
        var answer = await (await Shop.AdminAsync()).PostAsync("/products/brands", new { name = "PLUMWICK" });
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "duplicate-name");
    }

    [Fact]
    public async Task Lists_of_them_have_pages_too()
    {
        var names = new List<string>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await ReadAsync($"/products/pet-types?limit=3{(cursor == "" ? "" : "&cursor=" + cursor)}");
            Assert.Equal(8, page.Count("total"));
            names.AddRange(page.Items().Select(t => t.Text("name")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        Assert.Equal(["Bird", "Cat", "Dog", "Fish", "Horse", "Other", "Reptile", "Small animal"], names);
    }

    private async Task<JsonElement> ReadAsync(string path) =>
        await (await Shop.Anyone.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);

    private async Task<JsonElement> AddAsync(string path, object body) =>
        await (await (await Shop.AdminAsync()).PostAsync(path, body)).ShouldBeAsync(HttpStatusCode.Created);
}
