namespace PetShop.Api.Core.Database;

/// <summary>
/// Thrown inside a unit of work that finds, after it acquired a lock, that data it read before has changed. The unit of
/// work is rolled back, which releases its locks, and runs again. The code that throws it must ensure that this ends.
/// </summary>
internal sealed class RestartTransactionException() : Exception("Data that was read before the lock has changed.");
