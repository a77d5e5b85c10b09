using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace PetShop.Api.Core.Security;

/// <summary>
/// Deny by default, at startup: the shop does not start if any endpoint neither names a policy nor is marked as public.
/// </summary>
internal static class PolicyCheck
{
    /// <summary>Call it after all endpoints are mapped.</summary>
    /// <exception cref="InvalidOperationException">Some endpoints have neither.</exception>
    public static void EnsurePoliciesAreNamed(this WebApplication app)
    {
        var policies = app.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value;
        var silent = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => !NamesPolicy(endpoint.Metadata, policies))
            .Select(endpoint => endpoint.DisplayName).ToList();
        if (silent.Count > 0)
            throw new InvalidOperationException(
                "These endpoints neither name an existing policy ([Authorize(Policy = …)], RequireAuthorization) nor "
                + $"are marked as public ([AllowAnonymous], AllowAnonymous()): {string.Join("; ", silent)}.");
    }

    private static bool NamesPolicy(EndpointMetadataCollection metadata, AuthorizationOptions policies)
    {
        var named = metadata.GetOrderedMetadata<IAuthorizeData>().Select(rule => rule.Policy).OfType<string>().ToList();
        return metadata.GetMetadata<IAllowAnonymous>() is not null
            || (named.Count > 0 && named.TrueForAll(policy => policies.GetPolicy(policy) is not null));
    }
}
