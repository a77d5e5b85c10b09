using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Json;

/// <summary>
/// Enums in JSON: each value has exactly one spelling, in snake_case. The framework's converter also accepts
/// <c>PAID</c>, <c>" paid "</c> and, for every enum, <c>paid, void</c> as the combination of both numbers.
/// </summary>
internal sealed class StrictEnumConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T> where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Names =
            Enum.GetValues<T>()
                .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        private static readonly Dictionary<string, T> Values =
            Names.ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
                ? value
                : throw new JsonException($"The JSON value could not be converted to {typeof(T).FullName}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Names.TryGetValue(value, out var name)
                ? name
                : throw new JsonException($"{value} is not a {typeof(T).Name}."));
    }
}
