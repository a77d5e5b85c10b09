using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Http;

/// <summary>The shop's JSON: snake_case out, strict in. One set of options serves requests, answers and the cache.</summary>
public static class JsonSetup
{
    internal static IServiceCollection AddShopJson(this IServiceCollection services)
    {
        services.AddSingleton(provider => Currency.Of(provider.GetRequiredService<IOptions<ShopOptions>>().Value.Currency));
        services.AddOptions<JsonOptions>().Configure(json => Configure(json.JsonSerializerOptions));
        services.AddOptions<JsonOptions>().PostConfigure<Currency>((json, currency) => Complete(json.JsonSerializerOptions, currency));
        return services.AddSingleton<ShopJson>();
    }

    /// <summary>Adds a domain's source-generated serialisers. They serve answers; requests are read by reflection, which keeps initialisers.</summary>
    public static IServiceCollection AddJsonContext(this IServiceCollection services, IJsonTypeInfoResolver context) =>
        services.Configure<JsonOptions>(json => json.JsonSerializerOptions.TypeInfoResolverChain.Add(context));

    private static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);      // letters of all scripts as they are; < > & ' stay escaped
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.TypeInfoResolverChain.Clear();
        options.Converters.Add(new StrictEnumConverter());
        options.Converters.Add(new ExactDecimalConverter());
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new DayOrTimeConverter());
        options.Converters.Add(new TextConverter());
    }

    private static void Complete(JsonSerializerOptions options, Currency currency)
    {
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        options.TypeInfoResolver = options.TypeInfoResolver!
            .WithAddedModifier(LetValidatorsAskForMembers)
            .WithAddedModifier(new MoneyConverter(currency).Apply);
    }

    /// <summary>A missing member reaches the validator, which reports it at its field and together with all else.</summary>
    private static void LetValidatorsAskForMembers(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            property.IsRequired = false;
    }
}

/// <summary>The shop's serialisers, for what is written outside an action's answer.</summary>
public sealed class ShopJson(IOptions<JsonOptions> options)
{
    public JsonSerializerOptions Options => options.Value.JsonSerializerOptions;

    public JsonTypeInfo<T> For<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}

/// <summary>PostgreSQL has no place for U+0000 in a text, so it is refused where it comes in.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public const string NulMessage = "U+0000";

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"The JSON value could not be converted to {typeof(string).FullName}.");
        var text = reader.GetString()!;
        return text.Contains('\0') ? throw new JsonException(NulMessage) : text;
    }

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } name && !name.Contains('\0') ? name : throw new JsonException(NulMessage);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
