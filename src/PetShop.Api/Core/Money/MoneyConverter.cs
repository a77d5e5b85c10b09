using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Money;

/// <summary>Writes members marked with <see cref="MoneyAttribute"/> with the currency's decimals.</summary>
internal sealed class MoneyConverter(Currency currency) : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ExactDecimalConverter.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(currency.Format(value));

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
