namespace PetShop.Api.Core.Database;

/// <summary>
/// The key that scrambles the low bits of ids, the same on all nodes. Its single row is created with the table and
/// never changes.
/// </summary>
public sealed class IdKey
{
    /// <summary>Always 1.</summary>
    public required int Id { get; init; }

    /// <summary>32 random bytes.</summary>
    public required byte[] Key { get; init; }

    /// <summary>
    /// The first second whose ids are scrambled with this key. Ids of earlier seconds use the old method: a shop that
    /// had orders before the upgrade already has ids of its last seconds, and no second may have ids of both kinds.
    /// </summary>
    public required DateTimeOffset StartsAt { get; init; }
}
