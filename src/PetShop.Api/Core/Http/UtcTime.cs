using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Http;

/// <summary>
/// Times as they are written in JSON and in queries: ISO 8601. An offset is turned to UTC, which is what PostgreSQL takes; without one it is
/// UTC, never the server's own zone; a date alone is its midnight.
/// </summary>
internal static class UtcTime
{
    public const string Hint = "Give a time such as 2026-01-31T12:00:00Z.";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        var isTime = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
        time = time.AsStored();
        return isTime;
    }
}

internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UtcTime.TryParse(reader.GetString(), out var time) ? time : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}

/// <summary>The same for times in queries.</summary>
internal sealed class UtcTimeBinder : IModelBinder, IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.UnderlyingOrModelType == typeof(DateTimeOffset) ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
            return Task.CompletedTask;
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
        if (UtcTime.TryParse(given.FirstValue, out var time))
            bindingContext.Result = ModelBindingResult.Success(time);
        else
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, UtcTime.Hint);
        return Task.CompletedTask;
    }
}
