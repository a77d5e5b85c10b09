using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace PetShop.Api.Core.Errors;

/// <summary>Writes all error responses. It ignores <c>Accept</c>: an error is always problem+json.</summary>
internal sealed class ProblemWriter(IOptions<JsonOptions> json)
{
    public const string ContentType = "application/problem+json";

    public static Problem Create(int status, string type, string title, string detail) => new()
    {
        Type = type,
        Title = title,
        Status = status,
        Detail = detail,
        TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
    };

    public static Problem Create(ProblemType type, string detail) =>
        Create(StatusOf(type.Kind), type.Uri, type.Title, detail);

    public static Problem Create(ShopException refusal) => Create(refusal.Type, refusal.Message) with
    {
        Errors = refusal.Errors,
        Members = refusal.Members?.ToDictionary(),
    };

    public async Task WriteAsync(HttpContext context, Problem problem, TimeSpan? retryAfter = null)
    {
        var response = context.Response;
        CommonResponseHeaders.Apply(context);
        response.StatusCode = problem.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status401Unauthorized)
            CommonResponseHeaders.MarkUnauthenticated(context);
        if (retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, json.Value.JsonSerializerOptions);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, CancellationToken.None);
    }

    public static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Gone => StatusCodes.Status410Gone,
        ProblemKind.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
        ProblemKind.KeyReused => StatusCodes.Status422UnprocessableEntity,
        ProblemKind.TooMany => StatusCodes.Status429TooManyRequests,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
