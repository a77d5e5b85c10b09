using System.Collections;
using System.Globalization;

namespace PetShop.AppHost;

/// <summary>What the API is told where the environment, which it inherits, says nothing of it.</summary>
/// <param name="given">The environment.</param>
internal sealed class ApiDefaults(IReadOnlyDictionary<string, string> given)
{
    private const string PoolSizeName = "Database__MaxPoolSize";
    private const int UsualPoolSize = 30;

    /// <summary>For this process' own environment.</summary>
    public static ApiDefaults ForEnvironment() => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""));

    /// <summary>How many connections one node may open to PostgreSQL.</summary>
    public int PoolSize =>
        int.TryParse(Find(PoolSizeName), CultureInfo.InvariantCulture, out var size) && size > 0 ? size : UsualPoolSize;

    public IEnumerable<KeyValuePair<string, string>> Settings => new Dictionary<string, string>
    {
        [PoolSizeName] = UsualPoolSize.ToString(CultureInfo.InvariantCulture),
        ["Seed__Catalogue"] = "true",
    }.Where(setting => Find(setting.Key) is null);

    // As the API reads its settings: upper and lower case are the same.
    private string? Find(string name)
    {
        var found = given.FirstOrDefault(variable => string.Equals(variable.Key, name, StringComparison.OrdinalIgnoreCase));
        return found.Value is { Length: > 0 } value ? value : null;
    }
}
