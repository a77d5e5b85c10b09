namespace PetShop.Api.Core.Errors;

/// <summary>The problems that any domain can have. A domain's own stand beside its services.</summary>
public static class ProblemTypes
{
    public static readonly ProblemType BadRequest = new("bad-request", "The request is not valid.", ProblemKind.Invalid);
    public static readonly ProblemType Validation = new("validation", "Some fields are not valid.", ProblemKind.Invalid);
    public static readonly ProblemType MalformedJson = new("malformed-json", "The body is not valid JSON.", ProblemKind.Invalid);
    public static readonly ProblemType Unauthenticated = new("unauthenticated", "Sign in first.", ProblemKind.Unauthenticated);
    public static readonly ProblemType Forbidden = new("forbidden", "You may not do this.", ProblemKind.Forbidden);
    public static readonly ProblemType NotFound = new("not-found", "There is no such thing.", ProblemKind.NotFound);
    public static readonly ProblemType EditConflict = new("edit-conflict", "Somebody else changed this at the same time.", ProblemKind.Conflict);
    public static readonly ProblemType InUse = new("in-use", "Something still uses this.", ProblemKind.Conflict);
    public static readonly ProblemType Stale = new("precondition-failed", "It has changed since you read it.", ProblemKind.PreconditionFailed);
    public static readonly ProblemType KeyReused = new("idempotency-key-reused", "This Idempotency-Key was used for another request.", ProblemKind.KeyReused);
    public static readonly ProblemType KeyInProgress = new("idempotency-key-in-progress", "The first request with this Idempotency-Key is still running.", ProblemKind.Conflict);
    public static readonly ProblemType TooManyRequests = new("too-many-requests", "Too many requests.", ProblemKind.TooMany);
    public static readonly ProblemType Unavailable = new("unavailable", "The shop cannot answer right now.", ProblemKind.Unavailable);
}
