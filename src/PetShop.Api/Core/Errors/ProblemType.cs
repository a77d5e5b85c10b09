namespace PetShop.Api.Core.Errors;

/// <summary>
/// A kind of problem as a client program sees it: a stable name, and the status that follows from its kind.
/// </summary>
/// <param name="Slug">
/// The last part of the problem's <c>type</c> URI, such as <c>duplicate-sku</c>. Never changed once published.
/// </param>
/// <param name="Title">The same for every occurrence (RFC 9457, 3.1.3).</param>
/// <param name="Kind">Decides the status code.</param>
public sealed record ProblemType(string Slug, string Title, ProblemKind Kind)
{
    /// <summary>The problem's <c>type</c>: a path that stays the same on every host.</summary>
    public string Uri => "/problems/" + Slug;

    /// <summary>
    /// An example of its detail for the OpenAPI document; null if the one for the status is good enough.
    /// </summary>
    public string? Example { get; init; }

    /// <summary>A record of the members that it adds to the body; null for none.</summary>
    public Type? Members { get; init; }
}

/// <summary>The kinds of refusal. <see cref="ShopExceptionHandler"/> maps them to status codes.</summary>
public enum ProblemKind
{
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    Gone,
    PreconditionFailed,
    KeyReused,
    TooMany,
    Unavailable,
}
