using System.Text.Json;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Requests;

/// <summary>A status and its JSON.</summary>
/// <param name="IsKept">Whether a repeated request with the same idempotency key gets this answer again. Requests that
/// were refused before they could do anything are executed anew.</param>
internal sealed record Answer(int Status, JsonElement Body, bool IsKept = true)
{
    public static Answer Ok<T>(T value) => new(StatusCodes.Status200OK, ObjectsJson.Of(value));

    /// <summary>The provider failed, and says nothing about the effect.</summary>
    public static Answer ServerError(bool isKept) => new(StatusCodes.Status500InternalServerError, ErrorJson.Of(
        new ErrorDetails { Type = "api_error", Message = "The simulator was told to fail here." }), isKept);
}
