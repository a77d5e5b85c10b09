using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;

namespace PetShop.UnitTests.Core.Text;

/// <summary>Every text that an action accepts, found by reflection, including new ones.</summary>
public sealed class RequestTextTests
{
    private static readonly JsonSerializerOptions Json =
        JsonSetup.ForRequests(Currency.Of("EUR")).JsonSerializerOptions;

    /// <summary>
    /// Texts that are not normalized, and why that is correct: secrets, and a form that is read by its service.
    /// </summary>
    private static readonly string[] Secrets =
        ["Password", "CurrentPassword", "NewPassword", "ConfirmPassword", "RefreshToken", "Token", "GiftCardCode"];

    [Fact]
    public void Only_secrets_and_choices_are_taken_as_they_were_sent()
    {
        var verbatim = Texts()
            .Where(text => ShapeOf(text) == TextShape.Verbatim && text.DeclaringType!.Name != "TokenRequest"
                && text.GetCustomAttribute<NamedValuesAttribute>() is null).ToList();
        Assert.NotEmpty(verbatim);
        Assert.All(verbatim, text => Assert.Contains(text.Name, Secrets));
        Assert.All(Texts().Where(text => text.GetCustomAttribute<NamedValuesAttribute>() is not null),
            text => Assert.Equal(TextShape.Verbatim, ShapeOf(text)));
        Assert.All(Texts().Where(text => Secrets.Contains(text.Name)),
            text => Assert.Equal(TextShape.Verbatim, ShapeOf(text)));
    }

    [Fact]
    public void Every_text_of_a_body_is_read_as_it_is_kept()
    {
        var texts = Bodies().SelectMany(TextsOf)
            .Where(text => ShapeOf(text) is TextShape.Line or TextShape.Lines).ToList();
        Assert.True(texts.Count > 30);
        foreach (var text in texts)
        {
            Assert.Equal("É x", Read(text, " E\u0301\u00A0 x\t"));
            Assert.Null(Read(text, "\u200B "));
            var refused = Assert.ThrowsAny<JsonException>(() => Read(text, "a\u202Eb"));
            var (path, message) = JsonErrors.Describe(refused);
            Assert.Equal(NameOf(text), path);
            Assert.Contains("U+202E", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_line_break_is_for_running_text()
    {
        foreach (var text in Bodies().SelectMany(TextsOf).Where(text => ShapeOf(text) == TextShape.Lines))
            Assert.Equal("a\nb", Read(text, "a\r\nb"));
        foreach (var text in Bodies().SelectMany(TextsOf).Where(text => ShapeOf(text) == TextShape.Line))
            Assert.ThrowsAny<JsonException>(() => Read(text, "a\r\nb"));
    }

    [Fact]
    public void A_secret_is_read_exactly_as_it_was_sent()
    {
        foreach (var text in Bodies().SelectMany(TextsOf).Where(text => ShapeOf(text) == TextShape.Verbatim))
        {
            const string Sent = " E\u0301\u00A0 x\t\u200B\u202E\n ";
            Assert.Equal(Sent, Read(text, Sent));
        }
    }

    [Fact]
    public void Texts_in_lists_are_read_so_too() =>
        Assert.Equal(["É x", null],
            JsonSerializer.Deserialize<IReadOnlyList<string?>>("""["E\u0301  x ", "\u200b"]""", Json)!);

    private static object? Read(PropertyInfo text, string typed)
    {
        var json = $"{{\"{NameOf(text)}\":{JsonSerializer.Serialize(typed)}}}";
        var value = text.GetValue(JsonSerializer.Deserialize(json, text.ReflectedType!, Json));
        return value is Optional<string> optional ? optional.Value : value;
    }

    private static string NameOf(PropertyInfo text) => JsonNamingPolicy.SnakeCaseLower.ConvertName(text.Name);

    private static TextShape ShapeOf(PropertyInfo text) => TextMembers.ShapeOf(text.GetCustomAttributes(inherit: true));

    private static IEnumerable<PropertyInfo> Texts() =>
        Parameters().SelectMany(parameter => WithItems(parameter.ParameterType)).Distinct().SelectMany(TextsOf);

    private static IEnumerable<Type> Bodies() => Parameters()
        .Where(parameter => parameter.GetCustomAttribute<FromQueryAttribute>() is null
            && parameter.GetCustomAttribute<FromFormAttribute>() is null)
        .SelectMany(parameter => WithItems(parameter.ParameterType)).Distinct();

    private static IEnumerable<ParameterInfo> Parameters() => typeof(ShopController).Assembly.GetTypes()
        .Where(type => typeof(ControllerBase).IsAssignableFrom(type))
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttributes<HttpMethodAttribute>().Any())
        .SelectMany(method => method.GetParameters())
        .Where(parameter => IsRequest(parameter.ParameterType));

    private static IEnumerable<Type> WithItems(Type type) => type.GetProperties()
        .SelectMany(property => property.PropertyType.GetGenericArguments().Append(property.PropertyType))
        .Where(IsRequest)
        .SelectMany(WithItems).Prepend(type);

    private static bool IsRequest(Type type) => type.IsClass && type.Assembly == typeof(ShopController).Assembly;

    private static IEnumerable<PropertyInfo> TextsOf(Type type) =>
        type.GetProperties()
            .Where(property => property.CanWrite && property.PropertyType is var its
                && (its == typeof(string) || its == typeof(Optional<string>)));
}
