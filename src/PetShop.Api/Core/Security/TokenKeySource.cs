using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PetShop.Api.Core.Security;

/// <summary>
/// Gives our keys to the token validation. As a <see cref="BaseConfigurationManager"/>, it lets the validation read
/// them again and retry if a token names a key that another node created a moment ago.
/// </summary>
internal sealed class TokenKeySource : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
{
    private readonly ITokenKeys _keys;
    private volatile Remembered? _remembered;

    public TokenKeySource(ITokenKeys keys)
    {
        _keys = keys;
        UseLastKnownGoodConfiguration = false;
    }

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var list = await _keys.ListAsync(cancel);
        if (_remembered is { } known && ReferenceEquals(known.Keys, list))
            return known.Configuration;
        var configuration = new OpenIdConnectConfiguration();
        foreach (var key in list)
            configuration.SigningKeys.Add(key);
        _remembered = new(list, configuration);
        return configuration;
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
        await GetConfigurationAsync(cancel);

    public override void RequestRefresh() => _keys.Refresh();

    private sealed record Remembered(IReadOnlyCollection<SecurityKey> Keys, OpenIdConnectConfiguration Configuration);
}
