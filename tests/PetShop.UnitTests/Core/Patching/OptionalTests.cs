using System.Text.Json;
using PetShop.Api.Core.Patching;

namespace PetShop.UnitTests.Core.Patching;

public sealed class OptionalTests
{
    public sealed record Patch
    {
        public Optional<string> Name { get; init; }

        public Optional<decimal?> Cost { get; init; }
    }

    [Fact]
    public void An_absent_member_keeps_what_is_there()
    {
        var patch = JsonSerializer.Deserialize<Patch>("{}")!;
        Assert.False(patch.Name.IsSet);
        Assert.Equal("present", patch.Name.Or("present"));
    }

    [Fact]
    public void A_null_is_set_and_clears()
    {
        var patch = JsonSerializer.Deserialize<Patch>("""{"Name":null,"Cost":null}""")!;
        Assert.True(patch.Name.IsSet);
        Assert.Null(patch.Name.Or("present"));
        Assert.Null(patch.Cost.Or(3m));
    }

    [Fact]
    public void A_value_is_set() =>
        Assert.Equal(2.5m, JsonSerializer.Deserialize<Patch>("""{"Cost":2.5}""")!.Cost.Or(3m));
}
