namespace PetShop.Api.Core.Database;

/// <summary>
/// Thrown in a unit of work that finds, once it holds a lock, that what it read before is no longer so. The unit of
/// work is rolled back, which gives its locks back, and done again. Who throws it makes sure that it ends.
/// </summary>
internal sealed class StartOverException() : Exception("What was read before the lock has changed meanwhile.");
