using FluentValidation;
using FluentValidation.AspNetCore;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Validators;

/// <summary>
/// Reads the reference data before a request is validated, because validators are synchronous. It is added
/// automatically to every action whose request has a rule that needs the data.
/// </summary>
internal sealed class ReferenceDataFilter(ReferenceData reference) : IAsyncResourceFilter, IValidatorInterceptor
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        context.HttpContext.Features.Set(await reference.RefreshAsync(context.HttpContext.RequestAborted));
        await next();
    }

    public IValidationContext BeforeAspNetValidation(ActionContext actionContext, IValidationContext commonContext)
    {
        if (actionContext.HttpContext.Features.Get<ReferenceSnapshot>() is { } names)
            commonContext.SetReferenceData(names);
        return commonContext;
    }

    public ValidationResult AfterAspNetValidation(
        ActionContext actionContext, IValidationContext validationContext, ValidationResult result) => result;
}

/// <summary>Adds the filter to the actions that need it.</summary>
internal sealed class ReferenceDataConvention(IServiceProvider services) : IActionModelConvention
{
    public void Apply(ActionModel action)
    {
        if (action.Parameters.Any(parameter => AsksForReferenceData(parameter.ParameterType)))
            action.Filters.Add(new ServiceFilterAttribute(typeof(ReferenceDataFilter)));
    }

    private bool AsksForReferenceData(Type request) =>
        services.GetService(typeof(IValidator<>).MakeGenericType(request)) is IEnumerable<IValidationRule> rules
        && rules.Any(rule => rule.Components.Any(component => component.Validator is IReferenceRule));
}
