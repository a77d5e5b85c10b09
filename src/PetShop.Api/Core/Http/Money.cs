using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Http;

/// <summary>
/// Marks an amount of money in the shop's currency: it is written with the currency's decimals (<c>16.00</c>,
/// <c>1600</c> for JPY).
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MoneyAttribute : Attribute;

/// <summary>Section <c>Shop</c>: the shop's currency and time zone.</summary>
public sealed class ShopOptions
{
    public const string Section = "Shop";

    /// <summary>The shop's currency (ISO 4217).</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>The time zone of its days and years: an IANA name, such as <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; set; } = "UTC";
}

/// <summary>The shop does not start with an unknown currency or time zone.</summary>
internal sealed class ShopValidation : IValidateOptions<ShopOptions>
{
    public ValidateOptionsResult Validate(string? name, ShopOptions options)
    {
        if (!Currency.IsCode(options.Currency))
            return Fail($"Shop:Currency is '{options.Currency}'. Give an ISO 4217 code such as EUR.");
        return ShopCalendar.IsZone(options.TimeZone)
            ? ValidateOptionsResult.Success
            : Fail($"Shop:TimeZone is '{options.TimeZone}', which this machine does not know. Give an IANA name such as "
                + "Europe/Berlin (on Windows its own names, such as W. Europe Standard Time), and install the time zone data "
                + "(tzdata) if it is missing.");
    }

    private static ValidateOptionsResult Fail(string message) => ValidateOptionsResult.Fail(message);
}

/// <summary>The shop's currency.</summary>
/// <param name="Code">ISO 4217, such as <c>EUR</c>.</param>
/// <param name="Decimals">ISO 4217's minor unit, 0 to 3.</param>
public sealed record Currency(string Code, int Decimals)
{
    private static readonly string[] WithoutDecimals =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

    /// <summary>Dividing by it removes an amount's trailing zeros.</summary>
    private const decimal OneWithAllDecimals = 1.0000000000000000000000000000m;

    private static readonly string[] WithThree = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>Whether the text has the form of a code: three capital letters.</summary>
    public static bool IsCode(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper);

    /// <param name="code">Three capital letters.</param>
    public static Currency Of(string code) =>
        new(code, WithoutDecimals.Contains(code) ? 0 : WithThree.Contains(code) ? 3 : 2);

    /// <summary>Whether the amount has no more decimals than the currency.</summary>
    public bool Fits(decimal amount) => decimal.Round(amount, Decimals) == amount;

    /// <summary>
    /// The amount rounded to whole minor units, halves away from zero, with exactly the currency's decimals.
    /// </summary>
    public decimal Round(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.AwayFromZero) + Zero;

    /// <summary>
    /// The same amount with the currency's decimals. Further non-zero decimals are kept: the amount may date from
    /// before a change of currency.
    /// </summary>
    public decimal Spell(decimal amount) => Fits(amount) ? Round(amount) : amount / OneWithAllDecimals;

    private decimal Zero => new(0, 0, 0, false, (byte)Decimals);
}

/// <summary>Writes members marked with <see cref="MoneyAttribute"/> with the currency's decimals.</summary>
internal sealed class MoneyConverter(Currency currency) : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ExactDecimalConverter.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(currency.Spell(value));

    /// <summary>Adds the converter to each marked property.</summary>
    public void Apply(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(MoneyAttribute), inherit: false) != true)
                continue;
            property.CustomConverter = property.PropertyType == typeof(decimal?) ? new OrNull(this) : this;
        }
    }

    private sealed class OrNull(MoneyConverter inner) : JsonConverter<decimal?>
    {
        public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? null : ExactDecimalConverter.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
        {
            if (value is { } amount)
                inner.Write(writer, amount, options);
            else
                writer.WriteNullValue();
        }
    }
}
