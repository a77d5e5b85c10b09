using System.Text.Json;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Patching;

/// <summary>
/// A member of a JSON Merge Patch (RFC 7396): absent (unchanged), or set to a value or to null (cleared).
/// </summary>
[JsonConverter(typeof(OptionalConverterFactory))]
public readonly record struct Optional<T>(T? Value)
{
    /// <summary>Whether the client sent the member.</summary>
    public bool IsSet { get; } = true;

    /// <summary>The new value: the one that was sent, or else the current one.</summary>
    public T? Or(T? present) => IsSet ? Value : present;

    public static implicit operator Optional<T>(T? value) => new(value);
}

internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return new(reader.TokenType == JsonTokenType.Null
                    ? Nothing()
                    : JsonSerializer.Deserialize<T>(ref reader, options));
            }
            catch (JsonException e) when (e.Path == "$")
            {
                // Without a path, so that the outer reader adds the member's path.
                throw e is TextException
                    ? new TextException(e.Message)
                    : new JsonException(e.Message, e.InnerException);
            }
            catch (JsonException e) when (e.Path is ['$', '.' or '[', ..])
            {
                throw new NestedJsonException(e);
            }
        }

        /// <summary>
        /// Null clears an optional member. A number or Boolean that is not nullable must not silently become 0 or
        /// false.
        /// </summary>
        private static T? Nothing() =>
            default(T) is null
                ? default
                : throw new JsonException($"The JSON value could not be converted to {typeof(T)}.");

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
