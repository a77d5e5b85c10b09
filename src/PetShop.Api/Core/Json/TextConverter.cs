using System.Text.Json;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Json;

/// <summary>Normalizes text in JSON. Text that cannot be stored is rejected when it is read.</summary>
internal sealed class TextConverter(TextShape shape) : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Keep(reader.GetString()!)
            : throw new JsonException($"The JSON value could not be converted to {typeof(string).FullName}.");

    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Keep(reader.GetString()!) ?? "";

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    private string? Keep(string typed)
    {
        var (text, refusal) = TextNormalizer.From(typed, shape);
        return refusal is null ? text : throw new TextException(refusal);
    }
}

/// <summary>The text cannot be stored.</summary>
/// <param name="refusal">What the client must change.</param>
internal sealed class TextException(string refusal) : JsonException(refusal);
