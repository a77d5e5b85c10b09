using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// The last safeguard before a line is written. It masks properties, at any depth, whose name suggests a secret or
/// personal data, and text that looks like an e-mail address or a token. Code should not log them in the first place.
/// </summary>
internal sealed partial class Redaction : ILogEventEnricher
{
    public const string Mask = "***";

    private static readonly string[] Sensitive =
    [
        "password", "passwd", "secret", "token", "authorization", "cookie", "apikey", "credential", "signingkey",
        "privatekey", "recoverycode", "email", "phone", "address", "username", "firstname", "lastname", "fullname",
    ];

    /// <summary>The address that the shop listens on: the one "address" that people need to read.</summary>
    private const string Lifetime = "Microsoft.Hosting.Lifetime";

    private static readonly ScalarValue Masked = new(Mask);

    /// <summary>
    /// Names come from templates and types in the code, so there are few of them. The keys of a dictionary may be data
    /// and are not cached.
    /// </summary>
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        List<LogEventProperty>? masked = null;
        foreach (var (name, value) in logEvent.Properties)
        {
            var safe = IsSensitive(name) ? Masked : Safe(value);
            if (!ReferenceEquals(safe, value))
                (masked ??= []).Add(new LogEventProperty(name, safe));
        }
        if (masked is null || IsLifetime(logEvent))
            return;
        foreach (var property in masked)
            logEvent.AddOrUpdateProperty(property);
    }

    /// <summary>
    /// The text with everything masked that looks like an e-mail address or a token; the same instance if there is
    /// nothing.
    /// </summary>
    public static string Text(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            text = EmailPattern().Replace(text, Mask);
        if (text.Contains("eyJ", StringComparison.Ordinal))
            text = JwtPattern().Replace(text, Mask);
        if (text.Contains("Bearer ", StringComparison.OrdinalIgnoreCase))
            text = BearerPattern().Replace(text, "Bearer " + Mask);
        if (text.Contains("token=", StringComparison.OrdinalIgnoreCase))
            text = TokenPattern().Replace(text, "token=" + Mask);
        if (text.Contains("Password=", StringComparison.OrdinalIgnoreCase))
            text = ConnectionStringPattern().Replace(text, "Password=" + Mask);
        return text;
    }

    private static bool IsSensitive(string name) => Known.GetOrAdd(name, SaysSensitive);

    private static bool SaysSensitive(string name)
    {
        var bare = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Array.Exists(Sensitive, word => bare.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static LogEventPropertyValue Safe(LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: string text } =>
            Text(text) is var safe && ReferenceEquals(safe, text) ? value : new ScalarValue(safe),
        StructureValue structure => new StructureValue(
            structure.Properties.Select(
                p => new LogEventProperty(p.Name, IsSensitive(p.Name) ? Masked : Safe(p.Value))), structure.TypeTag),
        DictionaryValue dictionary => new DictionaryValue(dictionary.Elements.Select(e => KeyValuePair.Create(
            e.Key, e.Key.Value is string key && SaysSensitive(key) ? Masked : Safe(e.Value)))),
        SequenceValue sequence => new SequenceValue(sequence.Elements.Select(Safe)),
        _ => value,
    };

    private static bool IsLifetime(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: Lifetime };

    [GeneratedRegex(@"[\w.+%-]+@[\w-]+(\.[\w-]+)+", RegexOptions.NonBacktracking)]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"eyJ[\w-]+\.[\w-]+\.[\w-]*", RegexOptions.NonBacktracking)]
    private static partial Regex JwtPattern();

    [GeneratedRegex(@"Bearer\s+\S+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex BearerPattern();

    /// <summary>A token in a query string, as in the links of guests.</summary>
    [GeneratedRegex(@"token=[^&\s""]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex TokenPattern();

    [GeneratedRegex("Password=[^;]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ConnectionStringPattern();
}
