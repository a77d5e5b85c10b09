using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;

namespace PetShop.UnitTests.Core.Paging;

public sealed class CursorTests
{
    public sealed record Place(string Name, long Id);

    [Fact]
    public void A_cursor_comes_back_as_the_place_it_was_made_of()
    {
        var place = new Place("Zürich – 'quoted'", long.MaxValue);
        Assert.Equal(place, Cursor.Decode<Place>("products:name", Cursor.Encode("products:name", place)));
    }

    [Fact]
    public void No_cursor_is_no_place() => Assert.Null(Cursor.Decode<Place>("products:name", null));

    [Fact]
    public void A_cursor_of_another_sort_is_refused() =>
        Refused(() => Cursor.Decode<Place>("products:price", Cursor.Encode("products:name", new Place("a", 1))));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_forged_cursor_is_refused(string cursor) =>
        Refused(() => Cursor.Decode<Place>("products:name", cursor));

    [Fact]
    public void A_cursor_changed_in_one_character_is_refused()
    {
        var cursor = Cursor.Encode("products:name", new Place("abc", 17));
        for (var i = 0; i < cursor.Length - 1; i++)
            Refused(() => Cursor.Decode<Place>("products:name",
                cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..]));
    }

    private static void Refused(Func<object?> decode)
    {
        var refusal = Assert.Throws<ShopException>(decode);
        Assert.Equal(ProblemKind.Invalid, refusal.Type.Kind);
        Assert.Contains("cursor", refusal.Errors!.Keys);
    }
}
