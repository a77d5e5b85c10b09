using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.UnitTests.Products;

public sealed class ReferenceSnapshotTests
{
    private readonly ReferenceSnapshot _set = new(new(
        [new(1, "food", "Food", null, "FOOD"), new(2, "dry-food", "Dry food", 1, null),
            new(3, "puppy-food", "Puppy food", 2, "PUP"), new(4, "toys", "Toys", null, null)],
        [new(1, "dog", "Dog", "DOG")],
        [new(1, "brackenfold", "Brackenfold")]));

    [Fact]
    public void A_subtree_is_the_category_and_all_below_it()
    {
        Assert.Equal([1L, 2, 3], _set.SubtreeOf(_set.Category("food")).Select(c => c.Id).Order());
        Assert.Equal([3L], _set.SubtreeOf(_set.Category("puppy-food")).Select(c => c.Id));
    }

    [Theory]
    [InlineData("food", "FOOD")]
    [InlineData("dry-food", "FOOD")]
    [InlineData("puppy-food", "PUP")]
    [InlineData("toys", "ITEM")]
    public void A_SKU_begins_with_the_nearest_prefix_above(string slug, string prefix) =>
        Assert.Equal(prefix, _set.SkuPrefixOf(_set.Category(slug)));

    [Fact]
    public void What_is_unknown_is_named()
    {
        Assert.False(_set.HasCategory("Food"));
        Assert.Equal("category", Assert.Single(Assert.Throws<ShopException>(() => _set.Category("nope")).Errors!).Key);
        Assert.Equal("pet_type", Assert.Single(Assert.Throws<ShopException>(() => _set.PetType("cat")).Errors!).Key);
        Assert.Equal("brand", Assert.Single(Assert.Throws<ShopException>(() => _set.Brand("Brackenfold")).Errors!).Key);
    }

    [Fact]
    public void Children_and_parents_find_each_other()
    {
        Assert.Equal(["food", "toys"], _set.ChildrenOf(null).Select(c => c.Slug));
        Assert.Equal("food", _set.ParentOf(_set.Category("dry-food"))!.Slug);
        Assert.Null(_set.ParentOf(_set.Category("food")));
    }
}
