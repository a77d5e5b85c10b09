using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Http;

/// <summary>
/// The shop's JSON: snake_case output, strict input. The same options are used for responses, the cache and stored
/// data; requests are read with one difference, that text is normalized.
/// </summary>
public static class JsonSetup
{
    internal static IServiceCollection AddShopJson(this IServiceCollection services)
    {
        services.AddSingleton(
            provider => Currency.Of(provider.GetRequiredService<IOptions<ShopOptions>>().Value.Currency));
        services.AddOptions<JsonOptions>().Configure(json => Configure(json.JsonSerializerOptions, TextShape.Verbatim));
        services.AddOptions<JsonOptions>()
            .PostConfigure<Currency>((json, currency) => Complete(json.JsonSerializerOptions, currency));
        return services.AddSingleton<ShopJson>();
    }

    /// <summary>
    /// Adds a domain's source-generated serializers. They are used for responses; requests are read by reflection,
    /// which keeps initializers.
    /// </summary>
    public static IServiceCollection AddJsonContext(this IServiceCollection services, IJsonTypeInfoResolver context) =>
        services.Configure<JsonOptions>(json => json.JsonSerializerOptions.TypeInfoResolverChain.Add(context));

    /// <summary>Options for requests, by reflection: the source-generated serializers are for responses.</summary>
    internal static JsonOptions ForRequests(Currency currency)
    {
        var json = new JsonOptions { AllowInputFormatterExceptionMessages = false };
        Configure(json.JsonSerializerOptions, TextShape.Line);
        Complete(json.JsonSerializerOptions, currency);
        json.JsonSerializerOptions.TypeInfoResolver =
            json.JsonSerializerOptions.TypeInfoResolver!.WithAddedModifier(TextMembers.Apply);
        return json;
    }

    /// <param name="text">The kind of text of a member without an attribute.</param>
    private static void Configure(JsonSerializerOptions options, TextShape text)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        // letters of all scripts unescaped; < > & ' stay escaped
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.TypeInfoResolverChain.Clear();
        options.Converters.Add(new StrictEnumConverter());
        options.Converters.Add(new ExactDecimalConverter());
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new DayOrTimeConverter());
        options.Converters.Add(new TextConverter(text));
    }

    private static void Complete(JsonSerializerOptions options, Currency currency)
    {
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        options.TypeInfoResolver = options.TypeInfoResolver!
            .WithAddedModifier(LeaveRequiredToValidators)
            .WithAddedModifier(new MoneyConverter(currency).Apply);
    }

    /// <summary>
    /// A missing member is left to the validator, which reports it for its field and together with all other errors.
    /// </summary>
    private static void LeaveRequiredToValidators(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            property.IsRequired = false;
    }
}
