using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace PetShop.Api.Core.Security;

/// <summary>Section <c>Proxies</c>.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>
    /// Addresses (<c>10.0.0.5</c>) and networks (<c>10.0.0.0/8</c>) of the proxies in front of the shop, separated by
    /// commas. Forwarded headers are trusted only from them. Null for none.
    /// </summary>
    public string? Known { get; set; }
}

/// <summary>The client's own address behind known proxies.</summary>
internal static class Proxies
{
    /// <summary>
    /// Takes the client's address and scheme from <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c>, starting with
    /// the last proxy, as long as each proxy is known. Without known proxies the headers are ignored, because anyone
    /// can send them.
    /// </summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        var known = Parse(app.Configuration.GetSection(ProxyOptions.Section).Get<ProxyOptions>()?.Known);
        if (known.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in known)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <exception cref="InvalidOperationException">A part is neither an address nor a network.</exception>
    internal static IReadOnlyList<IPNetwork> Parse(string? known) =>
        [.. (known ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne)];

    private static IPNetwork ParseOne(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal) && IPNetwork.TryParse(text, out var network))
            return network;
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        throw new InvalidOperationException(
            $"Proxies:Known: '{text}' is neither an address nor a network. Give values such as 10.0.0.5 or 10.0.0.0/8, "
            + "separated by commas.");
    }
}
