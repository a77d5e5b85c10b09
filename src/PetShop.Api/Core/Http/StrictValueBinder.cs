using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Http;

/// <summary>
/// Numbers, Booleans and times in queries, forms and paths are written as in JSON. The framework's binders read
/// <c>0x10</c> as 16, <c>9,99</c> as 999 and <c> True</c> as true.
/// </summary>
internal sealed partial class StrictValueBinder : IModelBinderProvider
{
    private static readonly Dictionary<Type, IModelBinder> Binders = new()
    {
        [typeof(int)] = new Binder<int>(TryReadInt, "Give a whole number in plain digits, such as 24."),
        [typeof(long)] = new Binder<long>(TryReadLong, "Give a whole number in plain digits, such as 24."),
        [typeof(decimal)] = new Binder<decimal>(TryReadDecimal, "Give a number such as 9.99, with at most 28 digits."),
        [typeof(DateOnly)] = new Binder<DateOnly>(TryReadDay, "Give a day such as 2026-01-31."),
        [typeof(DayOrTime)] = new Binder<DayOrTime>(DayOrTime.TryParse, DayOrTime.Hint),
        [typeof(bool)] = new Binder<bool>(TryReadFlag, "Give true or false."),
    };

    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        Binders.GetValueOrDefault(context.Metadata.UnderlyingOrModelType);

    /// <summary>Whether the text is an id: digits without a sign or leading zeros.</summary>
    public static bool IsId(string text) =>
        text is [not '0', ..] && text.All(char.IsAsciiDigit) && TryReadLong(text, out _);

    private static bool TryReadInt(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        && WholeNumber().IsMatch(text);

    private static bool TryReadLong(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        && WholeNumber().IsMatch(text);

    private static bool TryReadDecimal(string text, out decimal value)
    {
        value = 0;
        return Number().IsMatch(text) && ExactDecimal.TryParse(text, out value);
    }

    private static bool TryReadDay(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static bool TryReadFlag(string text, out bool value)
    {
        value = text == "true";
        return value || text == "false";
    }

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\z")]
    private static partial Regex Number();

    private delegate bool TryRead<T>(string text, out T value);

    private sealed class Binder<T>(TryRead<T> tryRead, string hint) : IModelBinder where T : struct
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
            if (given == ValueProviderResult.None)
                return Task.CompletedTask;
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
            if (tryRead(given.FirstValue ?? "", out var value))
                bindingContext.Result = ModelBindingResult.Success(value);
            else
                bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, hint);
            return Task.CompletedTask;
        }
    }
}

/// <summary>
/// Replaces the route constraint <c>long</c>: an id in a path is digits as the shop writes them. Other text matches no
/// route, so the database is not queried.
/// </summary>
internal sealed class IdConstraint : IRouteConstraint
{
    public const string Name = "long";

    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values,
        RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && Convert.ToString(value, CultureInfo.InvariantCulture) is { } text
        && StrictValueBinder.IsId(text);
}
