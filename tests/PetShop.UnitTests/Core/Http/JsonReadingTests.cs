using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Time;

namespace PetShop.UnitTests.Core.Http;

public sealed class JsonReadingTests
{
    private readonly JsonSerializerOptions _json = Options("EUR");

    public sealed record Line
    {
        public int Quantity { get; init; }
    }

    public sealed record Order
    {
        public required string Name { get; init; }

        public decimal Price { get; init; }

        public ProblemKind? Kind { get; init; }

        public bool Gift { get; init; }

        public DateTimeOffset? At { get; init; }

        public DayOrTime? Day { get; init; }

        public Optional<DayOrTime?> MaybeDay { get; init; }

        public List<Line> Items { get; init; } = [];

        public Optional<ProblemKind?> MaybeKind { get; init; }

        public Optional<decimal?> MaybePrice { get; init; }

        public Optional<string> MaybeName { get; init; }

        public Optional<Line?> MaybeLine { get; init; }

        public Optional<List<Line>> MaybeLines { get; init; }
    }

    [Theory]
    [InlineData("""{"oops":1}""", "oops", "Unknown field")]
    [InlineData("""{"Name":"x"}""", "Name", "Unknown field")]
    [InlineData("""{"price":"15.99"}""", "price", "Give a number")]
    [InlineData("""{"price":1e400}""", "price", "Give a number")]
    [InlineData("""{"name":7}""", "name", "Give a text")]
    [InlineData("""{"name":"a\u0000b"}""", "name", "U+0000")]
    [InlineData("""{"gift":"yes"}""", "gift", "Give true or false")]
    [InlineData("""{"kind":"huge"}""", "kind", "Give one of: invalid, unauthenticated,")]
    [InlineData("""{"kind":1}""", "kind", "Give one of: invalid, unauthenticated,")]
    [InlineData("""{"kind":"Forbidden"}""", "kind", "Give one of: invalid, unauthenticated,")]
    [InlineData("""{"kind":" forbidden "}""", "kind", "Give one of: invalid, unauthenticated,")]
    [InlineData("""{"kind":"invalid, forbidden"}""", "kind", "Give one of: invalid, unauthenticated,")]
    [InlineData("""{"maybe_kind":"FORBIDDEN"}""", "maybe_kind", "Give one of: invalid, unauthenticated,")]
    [InlineData("""{"price":9.99999999999999999999999999999}""", "price", "Give a number")]
    [InlineData("""{"maybe_price":1e-29}""", "maybe_price", "Give a number")]
    [InlineData("""{"at":"yesterday"}""", "at", "Give a time such as")]
    [InlineData("""{"at":"2026-01-31"}""", "at", "Give a time such as")]
    [InlineData("""{"day":"31.01.2026"}""", "day", "Give a day such as")]
    [InlineData("""{"maybe_day":20260131}""", "maybe_day", "Give a day such as")]
    [InlineData("""{"items":{}}""", "items", "Give a list")]
    [InlineData("""{"items":[{"quantity":1},{"quantity":1.5}]}""", "items[1].quantity", "Give a whole number")]
    [InlineData("""{"items":[{"quantity":1,"price":1}]}""", "items[0].price", "Unknown field")]
    [InlineData("""{"gift":true,"gift":false}""", "gift", "given twice")]
    [InlineData("""{"maybe_kind":"huge"}""", "maybe_kind", "Give one of: invalid, unauthenticated,")]
    [InlineData("""{"maybe_price":"15.99"}""", "maybe_price", "Give a number")]
    [InlineData("""{"maybe_name":7}""", "maybe_name", "Give a text")]
    [InlineData("""{"maybe_name":"a\u0000b"}""", "maybe_name", "U+0000")]
    [InlineData("""{"maybe_line":{"quantity":1.5}}""", "maybe_line.quantity", "Give a whole number")]
    [InlineData("""{"maybe_line":{"oops":1}}""", "maybe_line.oops", "Unknown field")]
    [InlineData("""{"maybe_line":7}""", "maybe_line", "Give an object")]
    [InlineData("""{"maybe_lines":[{"quantity":1},{"quantity":"1"}]}""", "maybe_lines[1].quantity", "Give a whole")]
    [InlineData("""[]""", "", "Give an object")]
    public void What_cannot_be_read_is_named_by_the_path_the_client_wrote(string json, string path, string message)
    {
        var thrown = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Order>(json, _json));
        var (actualPath, actualMessage) = JsonErrors.Describe(thrown);
        Assert.Equal(path, actualPath);
        Assert.Contains(message, actualMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", actualMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"name\":\"x\",}")]
    [InlineData("nonsense")]
    [InlineData("{\"maybe_line\":{\"quantity\":1,}}")]
    [InlineData("{\"name\":'x'}")]
    public void Malformed_JSON_is_reported_by_its_position(string json)
    {
        var thrown = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Order>(json, _json));
        var (path, message) = JsonErrors.Describe(thrown);
        Assert.Null(path);
        Assert.StartsWith("Line 1, byte ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7B22FF223A317D")]                  // {"\xFF":1}
    [InlineData("7B226E616D65223A22FF227D")]        // {"name":"\xFF"}
    [InlineData("7B226E616D65223A22EDA080227D")]    // a surrogate
    public void Invalid_UTF_8_is_malformed_JSON(string hex)
    {
        var body = Convert.FromHexString(hex);
        var thrown = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Order>(body, _json));
        var (path, message) = JsonErrors.Describe(thrown);
        Assert.Null(path);
        Assert.Contains("UTF-8", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"\ud800"}""", "name")]
    [InlineData("""{"name":"\udc00x"}""", "name")]
    [InlineData("""{"maybe_name":"\ud800x"}""", "maybe_name")]
    [InlineData("""{"\ud800":"x"}""", "")]
    public void An_unpaired_surrogate_is_reported(string json, string path)
    {
        var thrown = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Order>(json, _json));
        var (actualPath, message) = JsonErrors.Describe(thrown);
        Assert.Equal(path, actualPath);
        Assert.Contains("\\ud83d\\udc36", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_required_member_is_left_to_the_validator() =>
        Assert.Null(JsonSerializer.Deserialize<Order>("{}", _json)!.Name);

    [Fact]
    public void A_day_is_read_as_one_and_a_time_as_a_time()
    {
        const string Body = """{"day":"2026-01-31","maybe_day":"2026-01-31T12:00:00+02:00"}""";
        var read = JsonSerializer.Deserialize<Order>(Body, _json)!;
        var (day, time) = (read.Day!.Value, read.MaybeDay.Value!.Value);
        Assert.Equal(new DateOnly(2026, 1, 31), day.Day);
        Assert.Equal((null, "2026-01-31T10:00:00"), (time.Day, time.Time.ToString("s")));
    }

    [Fact]
    public void A_time_with_an_offset_is_turned_to_utc()
    {
        var at = JsonSerializer.Deserialize<Order>("""{"at":"2026-01-31T12:00:00+02:00"}""", _json)!.At;
        Assert.Equal(TimeSpan.Zero, at!.Value.Offset);
        Assert.Equal("\"2026-01-31T10:00:00Z\"", JsonSerializer.Serialize(at, _json));
    }

    private static JsonSerializerOptions Options(string currency) => new ServiceCollection()
        .AddOptions().AddShopJson().Configure<ShopOptions>(shop => shop.Currency = currency)
        .BuildServiceProvider().GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
}
