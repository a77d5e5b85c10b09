using System.Collections;
using System.Globalization;
using PetShop.Api.Core.Database;

namespace PetShop.AppHost;

/// <summary>What the environment, which the API inherits, says of it, and what the API is told where that says nothing.</summary>
/// <param name="given">The environment.</param>
internal sealed class ApiDefaults(IReadOnlyDictionary<string, string> given)
{
    private const string PoolSizeName = "Database__MaxPoolSize";
    private const string CatalogueName = "Seed__Catalogue";

    /// <summary>For this process' own environment.</summary>
    public static ApiDefaults ForEnvironment() => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""));

    /// <summary>How many connections one node may open to PostgreSQL.</summary>
    public int PoolSize =>
        int.TryParse(Find(PoolSizeName), CultureInfo.InvariantCulture, out var size) && size > 0 ? size : new DatabaseOptions().MaxPoolSize;

    public IEnumerable<KeyValuePair<string, string>> Settings => Find(CatalogueName) is null ? [new(CatalogueName, "true")] : [];

    /// <summary>Whether the environment sets it.</summary>
    public bool IsGiven(string name) => Find(name) is not null;

    // As the API reads its settings: upper and lower case are the same.
    private string? Find(string name)
    {
        var found = given.FirstOrDefault(variable => string.Equals(variable.Key, name, StringComparison.OrdinalIgnoreCase));
        return found.Value is { Length: > 0 } value ? value : null;
    }
}
