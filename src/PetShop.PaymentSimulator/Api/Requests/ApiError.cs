using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Requests;

/// <summary>A request that is refused and changes nothing.</summary>
internal sealed class ApiError(int status, ErrorDetails details, bool isKept) : Exception(details.Message)
{
    public Answer Answer { get; } = new(status, ErrorJson.Of(details), isKept);

    /// <summary>A parameter is missing or wrong. Nothing is kept under the idempotency key.</summary>
    public static ApiError Parameter(string param, string message, string? code = null) => new(
        StatusCodes.Status400BadRequest, Invalid(message, code) with { Param = param }, isKept: false);

    public static ApiError Missing(string param) =>
        Parameter(param, $"Missing required parameter: {param}.", "parameter_missing");

    public static ApiError NotFound(string kind, string id, string param = "id") => new(
        StatusCodes.Status404NotFound,
        Invalid($"There is no {kind} with the id '{id}'.", "resource_missing") with { Param = param }, isKept: true);

    public static ApiError UnknownRoute(string method, string path) => new(
        StatusCodes.Status404NotFound,
        Invalid($"Unrecognized request URL ({method}: {path}). The simulator knows only a part of the API.", null),
        isKept: false);

    /// <summary>The payment's status does not allow the request.</summary>
    public static ApiError UnexpectedState(PaymentIntent intent, string what) => new(
        StatusCodes.Status400BadRequest,
        Invalid($"This PaymentIntent cannot be {what} because its status is {intent.Status}.",
            "payment_intent_unexpected_state") with
        { PaymentIntent = ObjectsJson.Of(intent) },
        isKept: true);

    /// <summary>The request is well-formed, but what it asks for is not possible.</summary>
    public static ApiError Refused(string message, string? code = null, string? param = null) => new(
        StatusCodes.Status400BadRequest, Invalid(message, code) with { Param = param }, isKept: true);

    /// <summary>The card itself cannot be used.</summary>
    public static ApiError Card(string code, string message, string? param = null, string? declineCode = null) => new(
        StatusCodes.Status402PaymentRequired,
        new ErrorDetails
        {
            Type = "card_error",
            Code = code,
            DeclineCode = declineCode,
            Message = message,
            Param = param,
        }, isKept: true);

    public static ApiError Unauthorized(string message) => new(StatusCodes.Status401Unauthorized,
        new ErrorDetails { Type = "invalid_request_error", Message = message }, isKept: false);

    public static ApiError OtherRequestWithKey(string key) => new(StatusCodes.Status400BadRequest, new ErrorDetails
    {
        Type = "idempotency_error",
        Message = $"The idempotency key '{key}' was used for another request. Use a new key for each request.",
    }, isKept: false);

    public static ApiError KeyInUse(string key) => new(StatusCodes.Status409Conflict, new ErrorDetails
    {
        Type = "idempotency_error",
        Code = "idempotency_key_in_use",
        Message = $"Another request with the idempotency key '{key}' is running.",
    }, isKept: false);

    public static ApiError TooManyRequests() => new(
        StatusCodes.Status429TooManyRequests, Invalid("Too many requests. Try again later.", "rate_limit"),
        isKept: false);

    public static ApiError Down() => new(StatusCodes.Status503ServiceUnavailable,
        new ErrorDetails { Type = "api_error", Message = "The simulator was told to be down." }, isKept: false);

    private static ErrorDetails Invalid(string message, string? code) => new()
    {
        Type = "invalid_request_error",
        Code = code,
        DocUrl = code is null ? null : DocUrl(code),
        Message = message,
    };

    /// <summary>The provider's page about an error code.</summary>
    public static string DocUrl(string code) =>
        $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
}
