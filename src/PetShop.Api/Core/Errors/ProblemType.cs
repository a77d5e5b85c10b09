namespace PetShop.Api.Core.Errors;

/// <summary>What went wrong, as a caller's program sees it: a stable name and the kind of answer that follows from it.</summary>
/// <param name="Slug">The last part of the problem's <c>type</c> URI, such as <c>duplicate-sku</c>. Never changed once published.</param>
/// <param name="Title">The same for every occurrence (RFC 9457, 3.1.3).</param>
/// <param name="Kind">Decides the status code.</param>
public sealed record ProblemType(string Slug, string Title, ProblemKind Kind)
{
    /// <summary>The problem's <c>type</c>: a path that stays the same on every host.</summary>
    public string Uri => "/problems/" + Slug;

    /// <summary>A detail that it may come with, for the API's description; null where the status says enough.</summary>
    public string? Example { get; init; }

    /// <summary>A record of the members that it adds to the body; null for none.</summary>
    public Type? Members { get; init; }
}

/// <summary>The kinds of refusal the shop knows. What they are on the wire is decided in one place, <see cref="ShopExceptionHandler"/>.</summary>
public enum ProblemKind
{
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    PreconditionFailed,
    KeyReused,
    TooMany,
    Unavailable,
}
