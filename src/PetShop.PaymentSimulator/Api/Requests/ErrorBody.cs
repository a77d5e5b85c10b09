using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.PaymentSimulator.Api.Requests;

/// <summary>The body of an answer that is not a success.</summary>
internal sealed record ErrorBody
{
    public required ErrorDetails Error { get; init; }
}

/// <summary>What is wrong with a request, or why a card was declined.</summary>
internal sealed record ErrorDetails
{
    public string? Charge { get; init; }
    public string? Code { get; init; }
    public string? DeclineCode { get; init; }
    public string? DocUrl { get; init; }
    public required string Message { get; init; }
    public string? Param { get; init; }

    /// <summary>The payment, with its nulls.</summary>
    public JsonElement? PaymentIntent { get; init; }

    /// <summary>The card, with its nulls.</summary>
    public JsonElement? PaymentMethod { get; init; }

    public required string Type { get; init; }
}

/// <summary>The JSON of errors. Parts that do not apply are left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ErrorJson : JsonSerializerContext
{
    public static JsonElement Of(ErrorDetails error) =>
        JsonSerializer.SerializeToElement(new ErrorBody { Error = error }, Default.ErrorBody);
}
