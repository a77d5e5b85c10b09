namespace PetShop.Api.Core.Database;

/// <summary>
/// Data that <c>migrate</c> has added to this shop. It is added once, so that what an admin changes or removes stays
/// changed.
/// </summary>
public sealed class AppliedSeed
{
    public const int NameLength = 50;

    public required string Name { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }
}
