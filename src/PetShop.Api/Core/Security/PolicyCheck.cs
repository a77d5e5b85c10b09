using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace PetShop.Api.Core.Security;

/// <summary>
/// Deny by default, at start-up: an endpoint of any kind that neither names a policy nor says that it is public stops the
/// shop from starting.
/// </summary>
internal static class PolicyCheck
{
    /// <summary>Call it when everything is mapped.</summary>
    /// <exception cref="InvalidOperationException">Some endpoints do not say who may call them.</exception>
    public static void EnsurePoliciesAreNamed(this WebApplication app)
    {
        var policies = app.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value;
        var silent = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => !SaysWhoMayCall(endpoint.Metadata, policies)).Select(endpoint => endpoint.DisplayName).ToList();
        if (silent.Count > 0)
            throw new InvalidOperationException(
                "These endpoints neither name a policy that there is ([Authorize(Policy = …)], RequireAuthorization) nor say that they "
                + $"are public ([AllowAnonymous], AllowAnonymous()): {string.Join("; ", silent)}.");
    }

    private static bool SaysWhoMayCall(EndpointMetadataCollection metadata, AuthorizationOptions policies)
    {
        var named = metadata.GetOrderedMetadata<IAuthorizeData>().Select(rule => rule.Policy).OfType<string>().ToList();
        return metadata.GetMetadata<IAllowAnonymous>() is not null
            || (named.Count > 0 && named.TrueForAll(policy => policies.GetPolicy(policy) is not null));
    }
}
