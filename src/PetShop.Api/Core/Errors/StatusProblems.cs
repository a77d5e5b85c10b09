namespace PetShop.Api.Core.Errors;

/// <summary>The body for an answer that carries only a status: from routing, authorization or the server itself.</summary>
internal static class StatusProblems
{
    public static Problem For(int status) => status switch
    {
        400 => ProblemWriter.Create(ProblemTypes.BadRequest, "Check the request against the API's description at /swagger."),
        401 => ProblemWriter.Create(ProblemTypes.Unauthenticated, "Send a valid access token: Authorization: Bearer … (POST /auth/login gives one)."),
        403 => ProblemWriter.Create(ProblemTypes.Forbidden, "Your account does not have the permission this needs."),
        404 => ProblemWriter.Create(ProblemTypes.NotFound, "Check the path against the API's description at /swagger."),
        405 => Create(status, "method-not-allowed", "This resource does not take that method.", "Use one of the methods in the Allow header."),
        408 => Create(status, "request-timeout", "The request took too long to arrive.", "Send it again."),
        413 => Create(status, "body-too-large", "The body is too large.", "Send at most 1 MB."),
        415 => Create(status, "unsupported-media-type", "The body's type is not understood.", "Send JSON with Content-Type: application/json, and to POST /auth/token a form."),
        503 => ProblemWriter.Create(ProblemTypes.Unavailable, "Try again shortly."),
        >= 500 => Create(status, "internal-error", "Something went wrong on our side.", "Try again; if it stays, tell the shop's operators the trace_id."),
        _ => Create(status, "http-" + status, "The request was refused.", "Check the request against the API's description at /swagger."),
    };

    private static Problem Create(int status, string slug, string title, string detail) =>
        ProblemWriter.Create(status, "/problems/" + slug, title, detail);
}
