using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Http;

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

        public override Optional<string> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.Null ? null : text.Read(ref reader, typeof(string), options));

        public override void Write(Utf8JsonWriter writer, Optional<string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
