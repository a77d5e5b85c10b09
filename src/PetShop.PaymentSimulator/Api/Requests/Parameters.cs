using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace PetShop.PaymentSimulator.Api.Requests;

/// <summary>
/// The parameters of a query or a form. Nested ones are written with brackets: <c>metadata[order]=1</c>,
/// <c>expand[]=latest_charge</c>. An empty value is the same as none.
/// </summary>
internal sealed class Parameters
{
    private readonly List<KeyValuePair<string, string>> _all;
    private readonly Dictionary<string, string> _values;

    public Parameters(IEnumerable<KeyValuePair<string, StringValues>> values)
    {
        _all = [.. values.SelectMany(pair => pair.Value.Select(text => KeyValuePair.Create(pair.Key, text ?? "")))];
        _values = new(StringComparer.Ordinal);
        foreach (var (name, text) in _all)
            _values[name] = text;
    }

    /// <summary>Refuses parameters with other names. Of nested ones, the outer name counts.</summary>
    public void RequireOnly(string[] names)
    {
        foreach (var (name, _) in _all)
        {
            if (!names.Contains(name.Split('[')[0]))
                throw ApiError.Parameter(name, $"Received unknown parameter: {name}", "parameter_unknown");
        }
    }

    public string? Text(string name) => _values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    public string Required(string name) => Text(name) ?? throw ApiError.Missing(name);

    public long? Number(string name) => Text(name) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            => number,
        var text => throw ApiError.Parameter(name, $"Invalid integer: {text}", "parameter_invalid_integer"),
    };

    public long RequiredNumber(string name) => Number(name) ?? throw ApiError.Missing(name);

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw ApiError.Parameter(name, $"Invalid boolean: {text}"),
    };

    /// <summary>A value that must be one of these.</summary>
    public string? OneOf(string name, params string[] allowed) => Text(name) switch
    {
        null => null,
        var text when allowed.Contains(text) => text,
        var text => throw ApiError.Parameter(
            name, $"Invalid {name}: {text} is not one of {string.Join(", ", allowed)}."),
    };

    /// <summary>The elements of a list.</summary>
    public IReadOnlyList<string> List(string name) =>
        [.. _all.Where(pair => IsElement(pair.Key, name)).Select(pair => pair.Value)];

    /// <summary>Whether any nested parameter of this name exists.</summary>
    public bool Has(string name) => _all.Exists(
        pair => pair.Key == name || pair.Key.StartsWith(name + "[", StringComparison.Ordinal));

    /// <summary>The metadata with what the request changes: an empty value removes its key.</summary>
    public IReadOnlyDictionary<string, string> Metadata(IReadOnlyDictionary<string, string>? before = null)
    {
        const int MaxKeys = 50, MaxKey = 40, MaxValue = 500;
        var metadata = new Dictionary<string, string>(before ?? new Dictionary<string, string>());
        foreach (var (name, text) in _all.Where(pair => pair.Key.StartsWith("metadata[", StringComparison.Ordinal)))
        {
            var key = name["metadata[".Length..].TrimEnd(']');
            if (key.Length is 0 or > MaxKey || text.Length > MaxValue)
                throw ApiError.Parameter(
                    name, $"Metadata keys have up to {MaxKey} characters, and values up to {MaxValue}.");
            if (text.Length == 0)
                metadata.Remove(key);
            else
                metadata[key] = text;
        }
        if (metadata.Count > MaxKeys)
            throw ApiError.Parameter("metadata", $"Metadata can have up to {MaxKeys} keys.");
        return metadata;
    }

    /// <summary>All parameters in one text, independent of their order: two equal requests have the same.</summary>
    public string Canonical() => string.Join('&', _all
        .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
        .Order(StringComparer.Ordinal));

    private static bool IsElement(string key, string name) =>
        key.StartsWith(name + "[", StringComparison.Ordinal) && key.EndsWith(']')
        && key.AsSpan(name.Length + 1, key.Length - name.Length - 2).IndexOf('[') < 0;
}
