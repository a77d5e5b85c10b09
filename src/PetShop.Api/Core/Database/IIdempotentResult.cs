namespace PetShop.Api.Core.Database;

/// <summary>
/// The result of a unit of work under an Idempotency-Key. It states whose data it contains: a repeated request gets it
/// only if its caller may see that account's data now, and it is erased with those data.
/// </summary>
public interface IIdempotentResult
{
    /// <summary>
    /// The account whose personal data it contains; a negative number for somebody without an account, such as a guest
    /// of an order; 0 for none.
    /// </summary>
    long OwnerId { get; }
}
