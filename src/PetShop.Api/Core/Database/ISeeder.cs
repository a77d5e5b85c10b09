namespace PetShop.Api.Core.Database;

/// <summary>Puts data in place that a domain cannot do without, or that was asked for. Run by <c>migrate</c>, each time, in a scope of its own.</summary>
public interface ISeeder
{
    /// <summary>Lower runs first.</summary>
    int Order { get; }

    /// <summary>Must change nothing when it ran before.</summary>
    Task SeedAsync(CancellationToken ct);

    /// <summary>What whoever called <c>migrate</c> must know of it, in a line on its output, whatever is logged; null for nothing.</summary>
    string? Report => null;
}
