using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PetShop.Api.Core.Http;

/// <summary>Rejects a form field that is given twice: only the client knows which value was meant.</summary>
internal sealed class StrictFormFilter : IAsyncResourceFilter, IActionModelConvention
{
    /// <summary>Only for actions that take a form: all others would wait for nothing.</summary>
    public void Apply(ActionModel action)
    {
        if (action.Parameters.Any(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Form))
            action.Filters.Add(this);
    }

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (request.HasFormContentType)
            await CheckAsync(request, context);
        await next();
    }

    private static async Task CheckAsync(HttpRequest request, ResourceExecutingContext context)
    {
        try
        {
            foreach (var (name, values) in await request.ReadFormAsync(context.HttpContext.RequestAborted))
                if (values.Count > 1)
                    context.ModelState.AddModelError(name, "Give this field once.");
        }
        catch (InvalidDataException)
        {
            // The model binder gets the same error and reports what is wrong with the form.
        }
    }
}
