using Microsoft.Extensions.Options;

namespace PetShop.Api.Core.Http;

/// <summary>Section <c>Cors</c>: which storefronts may call the shop from a browser.</summary>
internal sealed class CrossOriginOptions
{
    public const string Section = "Cors";
    public const string Any = "*";

    /// <summary>
    /// Origins as browsers send them, such as <c>https://shop.example</c>; <c>*</c> for any. Empty: only pages of the
    /// shop's own origin.
    /// </summary>
    public string[] Origins { get; set; } = [];

    /// <summary>How long a browser may cache the result of a preflight request; zero for no caching.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The configured value is a single string or a list.</summary>
    public static string[] ReadOrigins(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section).GetSection(nameof(Origins));
        return section.Value?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? section.Get<string[]>() ?? [];
    }

    /// <summary>The origin as browsers send it: in lower case and ASCII, without a default port.</summary>
    /// <returns>Null if the text is not an origin.</returns>
    public static string? Serialize(string origin)
    {
        if (origin.Contains('*', StringComparison.Ordinal) || !Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            return null;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : $"{uri.Scheme}://{host}:{uri.Port}";
    }
}

/// <summary>The shop does not start with an origin that no browser sends, because it would never match.</summary>
internal sealed class CrossOriginOptionsValidator : IValidateOptions<CrossOriginOptions>
{
    public ValidateOptionsResult Validate(string? name, CrossOriginOptions options)
    {
        var flaws = options.Origins.Select(Flaw).OfType<string>().ToList();
        if (options.MaxAge < TimeSpan.Zero)
            flaws.Add("Cors:MaxAge is negative. Give a duration such as 01:00:00, or 0 for no caching.");
        return flaws.Count > 0 ? ValidateOptionsResult.Fail(flaws) : ValidateOptionsResult.Success;
    }

    private static string? Flaw(string origin)
    {
        if (origin == CrossOriginOptions.Any)
            return null;
        if (CrossOriginOptions.Serialize(origin) is not { } sent)
            return $"Cors:Origins has '{origin}', which is not an origin. Give a scheme and a host, such as "
                + "https://shop.example, and a port if it is not the default. Separate several by commas.";
        return IsSame(origin, sent)
            ? null
            : $"Cors:Origins has '{origin}', which no browser sends. Write it as browsers do: {sent}.";
    }

    /// <summary>Ignores case, and allows non-ASCII letters in the host.</summary>
    private static bool IsSame(string origin, string sent)
    {
        var uri = new Uri(origin);
        var withLetters = sent.Replace(uri.IdnHost, uri.Host, StringComparison.Ordinal);
        return origin.Equals(sent, StringComparison.OrdinalIgnoreCase)
            || origin.Equals(withLetters, StringComparison.OrdinalIgnoreCase);
    }
}
