namespace PetShop.Api.Core.Errors;

/// <summary>The body of a response that has only a status: from routing, authorization or the server itself.</summary>
internal static class StatusProblems
{
    public static Problem For(int status) => status switch
    {
        400 => ProblemWriter.Create(ProblemTypes.BadRequest,
            "Check the request against the API documentation at /swagger."),
        401 => ProblemWriter.Create(ProblemTypes.Unauthenticated,
            "Send a valid access token in the header Authorization: Bearer … (POST /auth/login returns one)."),
        403 => ProblemWriter.Create(ProblemTypes.Forbidden, "Your account does not have the required permission."),
        404 => ProblemWriter.Create(ProblemTypes.NotFound, "Check the path against the API documentation at /swagger."),
        405 => Create(status, "method-not-allowed", "This resource does not support the method.",
            "Use one of the methods in the Allow header."),
        408 => Create(status, "request-timeout", "The request took too long to arrive.", "Send it again."),
        413 => Create(status, "body-too-large", "The body is too large.", "Send at most 1 MB."),
        415 => Create(status, "unsupported-media-type", "The media type is not supported.",
            "Send JSON with Content-Type: application/json, or a form to POST /auth/token."),
        503 => ProblemWriter.Create(ProblemTypes.Unavailable, "Try again shortly."),
        >= 500 => Create(status, "internal-error", "Something went wrong on our side.",
            "Try again. If the error persists, give the trace_id to the shop's operators."),
        _ => Create(status, "http-" + status, "The request was refused.",
            "Check the request against the API documentation at /swagger."),
    };

    private static Problem Create(int status, string slug, string title, string detail) =>
        ProblemWriter.Create(status, "/problems/" + slug, title, detail);
}
