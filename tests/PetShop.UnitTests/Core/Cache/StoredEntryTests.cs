using System.Text;
using PetShop.Api.Core.Cache.Redis;

namespace PetShop.UnitTests.Core.Cache;

public sealed class StoredEntryTests
{
    private static readonly string[] Tags = ["products", "product-sku:a\tb\nc"];
    private static readonly EntryVersions Versions = new("all1", "patterns1", ["v1", "v2"]);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"name":"Näpfe\n"}""");
    private static readonly byte[] Stored = StoredEntry.Encode(Tags, Versions, Body);

    [Fact]
    public void What_is_stored_comes_back_while_its_versions_hold() =>
        Assert.Equal(Body, StoredEntry.Decode(Stored, Tags, Versions));

    [Fact]
    public void It_does_not_come_back_once_any_of_its_versions_has_changed()
    {
        Assert.Null(StoredEntry.Decode(Stored, Tags, Versions with { All = "all2" }));
        Assert.Null(StoredEntry.Decode(Stored, Tags, Versions with { Tags = ["v1", "v3"] }));
        Assert.Null(StoredEntry.Decode(Stored, Tags, Versions with { Tags = ["v3", "v2"] }));
    }

    [Fact]
    public void A_removal_by_pattern_leaves_other_entries_alone() =>
        Assert.NotNull(StoredEntry.Decode(Stored, Tags, Versions with { Patterns = "patterns2" }));

    [Fact]
    public void Under_other_tags_it_is_another_entry() =>
        Assert.Null(StoredEntry.Decode(Stored, ["products"], Versions with { Tags = ["v1"] }));

    [Fact]
    public void Its_tags_can_be_told() => Assert.Equal(Tags, StoredEntry.TagsOf(Stored)!);

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("\u007f\u007f\u007f\u007fabc")]
    [InlineData("\u0002\0\0\0{}abc")]
    [InlineData("\u0003\0\0\0abc")]
    [InlineData("{\"name\":1}")]
    public void Foreign_data_is_not_an_entry(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Null(StoredEntry.Decode(bytes, Tags, Versions));
        Assert.Null(StoredEntry.TagsOf(bytes));
    }
}
