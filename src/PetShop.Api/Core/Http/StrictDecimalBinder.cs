using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PetShop.Api.Core.Http;

/// <summary>Amounts in queries are written as in JSON. The framework's own binder reads <c>9,99</c> as 999.</summary>
internal sealed class StrictDecimalBinder : IModelBinder, IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.UnderlyingOrModelType == typeof(decimal) ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
            return Task.CompletedTask;
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
        if (decimal.TryParse(given.FirstValue, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            bindingContext.Result = ModelBindingResult.Success(amount);
        else
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, "Give a number such as 9.99.");
        return Task.CompletedTask;
    }
}
