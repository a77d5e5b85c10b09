using System.Collections;
using System.Globalization;
using PetShop.Api.Core.Database;

namespace PetShop.AppHost;

/// <summary>
/// Settings of the API in the environment, which it inherits, and defaults for settings that the environment does not
/// have.
/// </summary>
/// <param name="given">The environment.</param>
internal sealed class ApiDefaults(IReadOnlyDictionary<string, string> given)
{
    private const string PoolSizeName = "Database__MaxPoolSize";
    private const string CatalogueName = "Seed__Catalogue";

    /// <summary>With the environment of this process.</summary>
    public static ApiDefaults ForEnvironment() => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""));

    /// <summary>The maximum number of connections of one node to PostgreSQL.</summary>
    public int PoolSize =>
        int.TryParse(Find(PoolSizeName), CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : new DatabaseOptions().MaxPoolSize;

    public IEnumerable<KeyValuePair<string, string>> Settings =>
        Find(CatalogueName) is null ? [new(CatalogueName, "true")] : [];

    /// <summary>Whether the environment has the setting.</summary>
    public bool IsGiven(string name) => Find(name) is not null;

    // Case-insensitive, as when the API reads its settings.
    private string? Find(string name)
    {
        var found =
            given.FirstOrDefault(variable => string.Equals(variable.Key, name, StringComparison.OrdinalIgnoreCase));
        return found.Value is { Length: > 0 } value ? value : null;
    }
}
