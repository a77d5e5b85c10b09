namespace PetShop.Api.Core.Settings;

/// <summary>
/// The configuration source with the highest priority: the <see cref="RuntimeSetting"/> rows, above files, environment
/// and command line. Observers of the configuration, such as the framework's log filters, see a change at once.
/// </summary>
internal sealed class RuntimeSettings : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Replaces all values. Keys are case-insensitive, as everywhere in the configuration.</summary>
    /// <param name="stored">If two keys differ only in case, the later one is used.</param>
    /// <returns>Whether anything changed.</returns>
    public bool Replace(IEnumerable<KeyValuePair<string, string?>> stored)
    {
        var next = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in stored)
            next[key] = value;
        if (next.Count == Data.Count
            && next.All(setting => Data.TryGetValue(setting.Key, out var value) && value == setting.Value))
            return false;
        Data = next;
        OnReload();
        return true;
    }
}
