namespace PetShop.Api.Core.Errors;

/// <summary>A refusal that the caller is told about. Every other exception is a fault of ours and becomes a 500 without details.</summary>
/// <param name="type">What went wrong.</param>
/// <param name="detail">What the caller can do about it, in a sentence.</param>
public class ShopException(ProblemType type, string detail) : Exception(detail)
{
    public ProblemType Type { get; } = type;

    /// <summary>Messages by the field's path as the client spells it (<c>items[1].quantity</c>); null when no field is to blame.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Members that this type of problem adds to the body (RFC 9457, 3.2), named as they go out.</summary>
    public IReadOnlyDictionary<string, object?>? Members { get; init; }

    /// <summary>How long to wait before a retry can succeed; null where waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>One field is to blame: 400 under its name.</summary>
    public static ShopException Invalid(string field, string message, ProblemType? type = null) =>
        new(type ?? ProblemTypes.Validation, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };

    public static ShopException NotFound(string detail) => new(ProblemTypes.NotFound, detail);

    public static ShopException Forbidden(string detail) => new(ProblemTypes.Forbidden, detail);

    /// <summary>The caller's <c>If-Match</c> is not the present version.</summary>
    public static ShopException Stale() => new(ProblemTypes.Stale, "Read it again, look at what changed, and send your change with the new ETag.");
}
