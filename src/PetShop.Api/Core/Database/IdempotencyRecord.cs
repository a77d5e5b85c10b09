namespace PetShop.Api.Core.Database;

/// <summary>
/// A request, or a step of it, that was carried out under an Idempotency-Key, with its result. Not partitioned, because
/// its key must be unique by itself.
/// </summary>
public sealed class IdempotencyRecord
{
    /// <summary>SHA-256 of caller, method, path, key and, if there is one, the name of the step.</summary>
    public required byte[] Id { get; init; }

    /// <summary>SHA-256 of the body.</summary>
    public required byte[] BodyHash { get; init; }

    /// <summary>The service's result as JSON; null if it was erased with its owner's data.</summary>
    public required string? Result { get; init; }

    /// <summary>
    /// Whose data the result contains, as in <see cref="IIdempotentResult"/>; null if an older version of the shop did
    /// not record it.
    /// </summary>
    public required long? OwnerId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// An account whose stored results were erased. Requests that were running at that time check this table before they
/// store theirs. The row is deleted with the last result that it could apply to.
/// </summary>
public sealed class ErasedOwner
{
    public required long OwnerId { get; init; }

    public required DateTimeOffset ErasedAt { get; init; }
}
