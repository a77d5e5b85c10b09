using FluentValidation;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Sales.Validators;

/// <summary>Rules for the lines of carts, orders and returns.</summary>
internal static class LineRules
{
    /// <summary>1 to <paramref name="most"/> lines, none of them null.</summary>
    public static void HasLines<T, TItem>(
        this IRuleBuilderInitial<T, IReadOnlyList<TItem>?> rule, int most, bool isOptional = false) where TItem : class
    {
        var message = $"Give 1 to {most} lines.";
        rule.Cascade(CascadeMode.Stop);
        if (!isOptional)
            rule.NotNull().WithMessage(message);
        rule.HasSize(1, most, items => items!.Count).WithMessage(message)
            .Must(items => items is null || items.All(item => item is not null))
            .WithMessage("A line must be an object: { … }.");
    }

    /// <summary>A product may be on only one line, whose quantity is the number of units.</summary>
    public static void NamesEachProductOnce<T, TItem>(
        this IRuleBuilderInitial<T, IReadOnlyList<TItem>?> rule, Func<TItem, long?> product) where TItem : class =>
        rule.Custom((items, context) =>
        {
            var seen = new HashSet<long>();
            for (var i = 0; i < (items?.Count ?? 0); i++)
                if (items![i] is { } item && product(item) is { } id && !seen.Add(id))
                    context.AddFailure($"items[{i}].product_id",
                        $"Product {id} is already on another line. Give it once, with the total quantity.");
        });
}
