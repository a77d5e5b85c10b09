using PetShop.Api.Auth.Services;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Reports invalid fields in OAuth's form: <c>invalid_request</c> (RFC 6749, 5.2).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OAuthErrorsAttribute : Attribute, IValidationProblemFormatter
{
    public Problem Format(Problem problem)
    {
        var description = string.Join(' ', (problem.Errors ?? new Dictionary<string, string[]>())
            .Select(field => $"{field.Key}: {string.Join(' ', field.Value)}"));
        return problem with
        {
            Type = AuthProblems.InvalidGrant.Uri,
            Title = AuthProblems.InvalidGrant.Title,
            Members = AuthProblems.OAuthMembers("invalid_request", description),
        };
    }
}
