using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Http;

/// <summary>Normalizes text in JSON. Text that cannot be stored is rejected when it is read.</summary>
internal sealed class TextConverter(TextShape shape) : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Keep(reader.GetString()!)
            : throw new JsonException($"The JSON value could not be converted to {typeof(string).FullName}.");

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Keep(reader.GetString()!) ?? "";

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private string? Keep(string typed)
    {
        var (text, refusal) = KeptText.From(typed, shape);
        return refusal is null ? text : throw new TextException(refusal);
    }
}

/// <summary>The text cannot be stored.</summary>
/// <param name="refusal">What the client must change.</param>
internal sealed class TextException(string refusal) : JsonException(refusal);

/// <summary>Reads the members of a request according to their <see cref="TextAttribute"/>.</summary>
internal static class TextMembers
{
    public static void Apply(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var shape = ShapeOf(property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? []);
            if (shape != TextShape.Line)
                property.CustomConverter = ConverterOf(property.PropertyType, shape);
        }
    }

    /// <summary>The kind of text, from a member's attributes.</summary>
    public static TextShape ShapeOf(IReadOnlyCollection<object> attributes) =>
        attributes.OfType<TextAttribute>().FirstOrDefault()?.Shape ?? TextShape.Line;

    private static JsonConverter ConverterOf(Type type, TextShape shape) =>
        type == typeof(string) ? new TextConverter(shape)
        : type == typeof(Optional<string>) ? new OptionalTextConverter(new TextConverter(shape))
        : throw new InvalidOperationException($"[Text] is for text, not for {type}.");

    private sealed class OptionalTextConverter(TextConverter text) : JsonConverter<Optional<string>>
    {
        public override bool HandleNull => true;

        public override Optional<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.Null ? null : text.Read(ref reader, typeof(string), options));

        public override void Write(Utf8JsonWriter writer, Optional<string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
