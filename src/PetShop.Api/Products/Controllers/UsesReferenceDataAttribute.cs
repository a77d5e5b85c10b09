using Microsoft.AspNetCore.Mvc.Filters;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Controllers;

/// <summary>Gives the request reference data that are up to date before it is validated: validators can't wait for anything.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UsesReferenceDataAttribute : Attribute, IAsyncResourceFilter
{
    public Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        return http.RequestServices.GetRequiredService<IReferenceData>().ServeAsync(() => next(), http.RequestAborted);
    }
}
