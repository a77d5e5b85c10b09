using System.Globalization;
using Serilog.Events;

namespace PetShop.UnitTests.Core.Logging;

public sealed class RedactionTests
{
    private const string Jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl";

    private readonly LogLines _lines = new();

    [Theory]
    [InlineData("Password")]
    [InlineData("new_password")]
    [InlineData("RefreshToken")]
    [InlineData("ClientSecret")]
    [InlineData("authorization")]
    [InlineData("Api-Key")]
    [InlineData("UserEmail")]
    [InlineData("PhoneNumber")]
    [InlineData("ShippingAddress")]
    [InlineData("UserName")]
    public void What_a_name_says_is_secret_or_personal_is_masked(string name)
    {
        using var logger = _lines.Create();
        logger.ForContext(name, "open sesame").Information("Said");
        Assert.Equal("\"***\"", _lines.Last.Properties[name].ToString());
    }

    [Fact]
    public void Members_are_masked_however_deep()
    {
        using var logger = _lines.Create();
        var people = new[] { new { Id = 7, Login = new { Password = "open sesame" } } };
        logger.Information("Seen {@People} and {@Headers}", people,
            new Dictionary<string, string> { ["Authorization"] = "x", ["Accept"] = "y" });
        var text = Rendered();
        Assert.DoesNotContain("open sesame", text, StringComparison.Ordinal);
        Assert.Contains("\"***\"", text, StringComparison.Ordinal);
        Assert.Contains("(\"Accept\": \"y\")", text, StringComparison.Ordinal);
        Assert.Contains("Id: 7", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Jo wrote from jo.doe+shop@mail.example.com today", "Jo wrote from *** today")]
    [InlineData("sent " + Jwt, "sent ***")]
    [InlineData("header bearer abc123", "header Bearer ***")]
    [InlineData("GET /sales/orders/guest/7?token=AbC-d_1&limit=2 - 200",
        "GET /sales/orders/guest/7?token=***&limit=2 - 200")]
    [InlineData("Host=db;Password=hunter2;Username=shop", "Host=db;Password=***;Username=shop")]
    [InlineData("SELECT 1 WHERE id = @p0", "SELECT 1 WHERE id = @p0")]
    [InlineData("DOG-FOOD-3F7K2", "DOG-FOOD-3F7K2")]
    public void What_looks_like_an_address_or_token_is_masked_in_any_text(string text, string written)
    {
        using var logger = _lines.Create();
        logger.Information("Note {Note}", text);
        Assert.Equal(written, ((ScalarValue)_lines.Last.Properties["Note"]).Value);
    }

    [Fact]
    public void An_exceptions_text_is_masked_too()
    {
        using var logger = _lines.Create();
        logger.Error(new InvalidOperationException("no such person: jo@example.com"), "Failed");
        Assert.Contains("no such person: ***", _lines.Last.Exception!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_the_shop_listens_on_can_be_read()
    {
        using var logger = _lines.Create();
        logger.ForContext("SourceContext", "Microsoft.Hosting.Lifetime")
            .Information("Now listening on: {address}", "http://127.0.0.1:8080");
        Assert.Contains("http://127.0.0.1:8080", Rendered(), StringComparison.Ordinal);
    }

    private string Rendered() => _lines.Last.RenderMessage(CultureInfo.InvariantCulture);
}
