namespace PetShop.Api.Core.Database;

/// <summary>Puts data in place that a domain cannot do without, or that was asked for. Run by <c>migrate</c>, each time, in a scope of its own.</summary>
public interface ISeeder
{
    /// <summary>Lower runs first.</summary>
    int Order { get; }

    /// <summary>Must change nothing when it ran before.</summary>
    Task SeedAsync(CancellationToken ct);
}
