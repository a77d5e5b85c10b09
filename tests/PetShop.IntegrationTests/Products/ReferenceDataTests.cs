using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Products.Validators;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

public sealed class ReferenceDataTests : ShopTest
{
    private const string Categories = "/products/categories";

    [Fact]
    public async Task A_new_shop_has_the_contracts_categories_and_pet_types()
    {
        var roots = (await Shop.Anyone.ReadAsync(Categories)).Items();
        foreach (var slug in "food treats litter toys beds accessories health grooming aquarium travel training".Split(
            ' '))
            Assert.Contains(roots, c => c.Text("slug") == slug);
        Assert.Equal("bird cat dog fish horse other reptile small_animal",
            string.Join(' ', (await Shop.Anyone.ReadAsync("/products/pet-types")).Items().Select(t => t.Text("slug"))));
        Assert.Contains(roots.Single(c => c.Text("slug") == "food").GetProperty("children").EnumerateArray(),
            c => c.Text("slug") == "dry-food");
    }

    [Fact]
    public async Task A_category_moves_with_all_below_it_but_never_into_itself()
    {
        var admin = await Shop.AdminAsync();
        var top = await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Falconry" });
        var middle = await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Hoods", parent = "falconry" });
        var low = await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Small hoods", parent = "hoods" });
        await (await admin.PutAsync($"{Categories}/{top.Id()}", new { parent = "small-hoods" }))
            .ShouldRejectFieldAsync("parent");
        await (await admin.PutAsync($"{Categories}/{top.Id()}", new { parent = "falconry" }))
            .ShouldRejectFieldAsync("parent");
        await (await admin.PutAsync($"{Categories}/{middle.Id()}", new { parent = "nowhere" }))
            .ShouldRejectFieldAsync("parent");
        await Shop.Catalogue.AddProductAsync(category: "small-hoods");
        Assert.Equal(1, (await Shop.Anyone.ReadAsync("/products?category=falconry")).Count("total"));
        var moved = await (await admin.PutAsync($"{Categories}/{middle.Id()}", new { parent = "accessories" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("accessories", moved.Text("parent"));
        Assert.Equal(low.Id(), moved.GetProperty("children").EnumerateArray().Single().Id());
        Assert.Equal(0, (await Shop.Anyone.ReadAsync("/products?category=falconry")).Count("total"));
        Assert.Equal(1, (await Shop.Anyone.ReadAsync("/products?category=accessories")).Count("total"));
        moved = await (await admin.PutAsync($"{Categories}/{middle.Id()}", new { parent = (string?)null }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, moved.GetProperty("parent").ValueKind);
    }

    [Fact]
    public async Task Categories_stand_eight_levels_deep_and_no_deeper()
    {
        var admin = await Shop.AdminAsync();
        var levels = new List<JsonElement> { await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "L1" }) };
        for (var level = 2; level <= 8; level++)
            levels.Add(await Shop.Catalogue.AddReferenceAsync(
                Categories, new { name = $"L{level}", parent = $"l{level - 1}" }));
        await (await admin.PostAsync(Categories, new { name = "L9", parent = "l8" })).ShouldRejectFieldAsync("parent");
        await Shop.Catalogue.AddReferenceAsync(Categories, new { name = "Above" });
        await (await admin.PutAsync($"{Categories}/{levels[0].Id()}", new { parent = "above" }))
            .ShouldRejectFieldAsync("parent");
        await (await admin.PutAsync($"{Categories}/{levels[1].Id()}", new { parent = "above" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Anyone.ReadAsync(Categories);
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

    [Theory]
    [InlineData(Categories)]
    [InlineData("/products/pet-types")]
    [InlineData("/products/brands")]
    public async Task Names_without_a_letter_that_a_slug_can_have_get_slugs_of_their_own(string path)
    {
        var (first, second) = (await Shop.Catalogue.AddReferenceAsync(path, new { name = "日本" }),
            await Shop.Catalogue.AddReferenceAsync(path, new { name = "中国" }));
        Assert.NotEqual(first.Text("slug"), second.Text("slug"));
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
        Assert.Equal(made.GetRawText(), (await Shop.Anyone.ReadAsync(own)).GetRawText());
        await (await admin.PutAsync(own, new { name = "Renamed" }, ifMatch: "\"v7\""))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        answer = await admin.PutAsync(own, new { name = "Renamed" }, ifMatch: answer.Headers.ETag!.Tag);
        Assert.Equal("Renamed", (await answer.ShouldBeAsync(HttpStatusCode.OK)).Text("name"));
        Assert.Equal("Renamed", (await Shop.Anyone.ReadAsync(own)).Text("name"));
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
            var used = (await Shop.Anyone.ReadAsync(path)).Items().Single(e => e.Text("slug") is "dog" or "knotty");
            await (await admin.DeleteAsync($"{path}/{used.Id()}"))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "in-use");
        }
        var toys = (await Shop.Anyone.ReadAsync(Categories)).Items().Single(c => c.Text("slug") == "toys");
        await (await admin.DeleteAsync($"{Categories}/{toys.Id()}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "in-use");
        var chews = toys.GetProperty("children").EnumerateArray().Single(c => c.Text("slug") == "chew-toys");
        await (await admin.DeleteAsync($"{Categories}/{chews.Id()}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "in-use");
    }

    [Fact]
    public async Task A_brands_name_is_taken_whatever_its_case()
    {
        await Shop.Catalogue.AddReferenceAsync("/products/brands", new { name = "Plumwick" });
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
            var page = await Shop.Anyone.ReadAsync(
                $"/products/pet-types?limit=3{(cursor == "" ? "" : "&cursor=" + cursor)}");
            Assert.Equal(8, page.Count("total"));
            names.AddRange(page.Items().Select(t => t.Text("name")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        Assert.Equal(["Bird", "Cat", "Dog", "Fish", "Horse", "Other", "Reptile", "Small animal"], names);
    }
}
