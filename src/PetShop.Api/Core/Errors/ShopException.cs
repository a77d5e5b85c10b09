namespace PetShop.Api.Core.Errors;

/// <summary>
/// A refusal that is reported to the caller. Any other exception is a bug and becomes a 500 without details.
/// </summary>
/// <param name="type">What went wrong.</param>
/// <param name="detail">What the caller can do about it, in a sentence.</param>
public class ShopException(ProblemType type, string detail) : Exception(detail)
{
    public ProblemType Type { get; } = type;

    /// <summary>
    /// Messages by the field's path as clients write it (<c>items[1].quantity</c>); null if no field is invalid.
    /// </summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Members that this type of problem adds to the body (RFC 9457, 3.2), with their JSON names.</summary>
    public IReadOnlyDictionary<string, object?>? Members { get; init; }

    /// <summary>How long to wait before a retry can succeed; null if waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A 400 for one invalid field.</summary>
    public static ShopException Invalid(string field, string message, ProblemType? type = null) =>
        new(type ?? ProblemTypes.Validation, message)
        {
            Errors = new Dictionary<string, string[]> { [field] = [message] },
        };

    public static ShopException NotFound(string detail) => new(ProblemTypes.NotFound, detail);

    public static ShopException Forbidden(string detail) => new(ProblemTypes.Forbidden, detail);

    /// <summary>The caller's <c>If-Match</c> is not the current version.</summary>
    public static ShopException Stale() =>
        new(ProblemTypes.Stale, "Read it again, look at what changed, and send your change with the new ETag.");
}
