namespace PetShop.Api.Core.Database;

/// <summary>
/// What a unit of work hands back under an Idempotency-Key. It says whose data it is: a repeated request gets it only while its caller may
/// see that account's data, and closing the account erases it.
/// </summary>
public interface IKeptResult
{
    /// <summary>The account whose personal data it holds.</summary>
    long OwnerId { get; }
}
