using Microsoft.AspNetCore.Mvc.Filters;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Controllers;

/// <summary>Brings reference data up to date before the request is validated: validators can't wait for anything.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UsesReferenceDataAttribute : Attribute, IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        await http.RequestServices.GetRequiredService<IReferenceData>().FollowAsync(http.RequestAborted);
        await next();
    }
}
