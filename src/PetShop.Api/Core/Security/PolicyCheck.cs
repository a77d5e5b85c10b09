using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace PetShop.Api.Core.Security;

/// <summary>Deny by default, at start-up: an action that names no policy and is not marked public stops the shop from starting.</summary>
internal sealed class PolicyCheck : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        var open = application.Controllers.SelectMany(c => c.Actions).Where(a => !SaysWhoMayCall(a))
            .Select(a => $"{a.Controller.ControllerName}.{a.ActionName}").ToList();
        if (open.Count > 0)
            throw new InvalidOperationException(
                $"These actions say neither [Authorize(Policy = …)] nor [AllowAnonymous]: {string.Join(", ", open)}.");
    }

    private static bool SaysWhoMayCall(ActionModel action) =>
        action.Attributes.Concat(action.Controller.Attributes).Any(a => a is IAllowAnonymous or AuthorizeAttribute { Policy: not null });
}
