using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Http;

/// <summary>
/// A member of a JSON Merge Patch (RFC 7396): absent (keep what is there), or set, to null as well (clear it).
/// </summary>
[JsonConverter(typeof(OptionalConverterFactory))]
public readonly record struct Optional<T>(T? Value)
{
    /// <summary>Whether the client sent the member at all.</summary>
    public bool IsSet { get; } = true;

    /// <summary>The new value: what was sent, or what is there already.</summary>
    public T? Or(T? present) => IsSet ? Value : present;

    public static implicit operator Optional<T>(T? value) => new(value);
}

internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return new(reader.TokenType == JsonTokenType.Null ? Nothing() : JsonSerializer.Deserialize<T>(ref reader, options));
            }
            catch (JsonException e) when (e.Path == "$")
            {
                // Without a path, so that the reader outside says which member it is.
                throw e is TextException ? new TextException(e.Message) : new JsonException(e.Message, e.InnerException);
            }
        }

        /// <summary>Null clears what can be cleared; a plain number or flag can't, and must not silently become 0 or false.</summary>
        private static T? Nothing() => default(T) is null ? default : throw new JsonException($"The JSON value could not be converted to {typeof(T)}.");

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
