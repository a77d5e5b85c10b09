using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Time;

/// <summary>Days and times in JSON.</summary>
internal sealed class DayOrTimeConverter : JsonConverter<DayOrTime>
{
    public override DayOrTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DayOrTime.TryParse(reader.GetString()!, out var given)
            ? given
            : throw new JsonException($"The JSON value could not be converted to {typeof(DayOrTime).FullName}.");

    /// <summary>Only requests contain it, never responses.</summary>
    public override void Write(Utf8JsonWriter writer, DayOrTime value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
