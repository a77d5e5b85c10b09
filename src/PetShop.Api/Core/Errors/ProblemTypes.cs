namespace PetShop.Api.Core.Errors;

/// <summary>Problem types that any domain can use. A domain's own are beside its services.</summary>
public static class ProblemTypes
{
    public static readonly ProblemType BadRequest = new("bad-request", "The request is not valid.", ProblemKind.Invalid)
    {
        Example = "The character U+0000 is not allowed in a query. Remove it.",
    };
    public static readonly ProblemType Validation = new("validation", "Some fields are not valid.", ProblemKind.Invalid)
    {
        Example = "Correct the fields named in errors and send the request again.",
    };
    public static readonly ProblemType MalformedJson =
        new("malformed-json", "The body is not valid JSON.", ProblemKind.Invalid)
        {
            Example = "Line 1, byte 13: this is not valid JSON. Correct it and send it again.",
        };
    public static readonly ProblemType Unauthenticated =
        new("unauthenticated", "Sign in first.", ProblemKind.Unauthenticated);
    public static readonly ProblemType Forbidden =
        new("forbidden", "You are not allowed to do this.", ProblemKind.Forbidden);
    public static readonly ProblemType NotFound = new("not-found", "Not found.", ProblemKind.NotFound)
    {
        Example = "There is no resource with this id.",
    };
    public static readonly ProblemType EditConflict =
        new("edit-conflict", "Somebody else changed this at the same time.", ProblemKind.Conflict)
        {
            Example = "Read it again and repeat your change.",
        };
    public static readonly ProblemType InUse = new("in-use", "It is still in use.", ProblemKind.Conflict)
    {
        Example = "This category contains products. Move them to another one first.",
    };
    public static readonly ProblemType Stale =
        new("precondition-failed", "The resource has changed since you read it.", ProblemKind.PreconditionFailed)
        {
            Example = "Read it again, look at what changed, and send your change with the new ETag.",
        };
    public static readonly ProblemType KeyReused =
        new("idempotency-key-reused", "This Idempotency-Key was used for another request.", ProblemKind.KeyReused)
        {
            Example = "Use a new key for a new request; send the same body to get the first answer again.",
        };
    public static readonly ProblemType KeyInProgress = new("idempotency-key-in-progress",
        "The first request with this Idempotency-Key is still running.", ProblemKind.Conflict)
    {
        Example = "Send the same request again in a second to get its result.",
    };
    public static readonly ProblemType KeptAnswerErased = new("idempotent-answer-erased",
        "The stored response was erased with personal data.", ProblemKind.Conflict);
    public static readonly ProblemType TooManyRequests =
        new("too-many-requests", "Too many requests.", ProblemKind.TooMany)
        {
            Example = "Wait for the time in Retry-After, then try again.",
        };
    public static readonly ProblemType Unavailable =
        new("unavailable", "The shop is temporarily unavailable.", ProblemKind.Unavailable);
}
