namespace PetShop.Api.Core.Database;

/// <summary>
/// Adds data that a domain requires or that was requested. Run by each <c>migrate</c>, in its own scope.
/// </summary>
public interface ISeeder
{
    /// <summary>Lower runs first.</summary>
    int Order { get; }

    /// <summary>Must change nothing if it ran before.</summary>
    Task SeedAsync(CancellationToken ct);

    /// <summary>A line for the output of <c>migrate</c>, written regardless of log levels; null for none.</summary>
    string? Report => null;
}
