namespace PetShop.Api.Core.Settings;

/// <summary>
/// The last source of the configuration: what <see cref="RuntimeSetting"/> rows say, laid over files, environment and
/// command line. Whatever watches the configuration, such as the framework's log filters, follows a change at once.
/// </summary>
internal sealed class RuntimeSettings : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>
    /// Replaces all values. Keys are compared without regard to case, as everywhere in the configuration.
    /// </summary>
    /// <param name="stored">Of two keys that differ in case alone, the later one counts.</param>
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
