namespace PetShop.Api.Core.Database;

/// <summary>
/// The result of a unit of work under an Idempotency-Key. It states whose data it contains: a repeated request gets it
/// only if its caller may see that account's data now, and closing the account erases it.
/// </summary>
public interface IIdempotentResult
{
    /// <summary>The account whose personal data it contains; 0 for none.</summary>
    long OwnerId { get; }
}
