using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Validators;
using Microsoft.OpenApi;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Reads limits from the validators that enforce them, so that the document cannot differ from them: lengths, ranges,
/// patterns and required members. Conditional rules count for limits, but not for "required".
/// </summary>
internal sealed class ValidationLimits(IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, ILookup<string, Rule>> _rules = new();

    /// <summary>Whether a validator of the type requires the member unconditionally.</summary>
    public bool IsRequired(Type type, string member) =>
        RulesOf(type)[member].Any(rule =>
            rule is { IsConditional: false, IsForItems: false, Validator: INotNullValidator or INotEmptyValidator });

    /// <summary>Whether a patch that sets the member to null is rejected.</summary>
    public bool RefusesNull(Type type, string member) =>
        RulesOf(type)[member]
            .Any(rule => rule is { IsForItems: false, Validator: INotNullValidator or INotEmptyValidator });

    /// <summary>Adds the limits of a member to its schema.</summary>
    public void Apply(Type type, string member, OpenApiSchema schema)
    {
        foreach (var rule in RulesOf(type)[member])
        {
            if (!rule.IsForItems)
                Apply(rule.Validator, schema);
            else if (schema.Items is OpenApiSchema items)
                Apply(rule.Validator, items);
        }
    }

    private static void Apply(IPropertyValidator validator, OpenApiSchema schema)
    {
        switch (validator)
        {
            case ILengthValidator size when Is(schema, JsonSchemaType.Array):
                schema.MinItems = size.Min;
                schema.MaxItems = size.Max;
                break;
            case ILengthValidator length:
                if (length.Min > 0)
                    schema.MinLength = length.Min;
                if (length.Max > 0)
                    schema.MaxLength = length.Max;
                break;
            case INotEmptyValidator when Is(schema, JsonSchemaType.String) && schema.MinLength is null
                && schema.Format is null && schema.Enum is null:
                schema.MinLength = 1;
                break;
            case INotEmptyValidator when Is(schema, JsonSchemaType.Array):
                schema.MinItems ??= 1;
                break;
            case IBetweenValidator between:
                SetMinimum(schema, between.From, between.Name.StartsWith("Exclusive", StringComparison.Ordinal));
                SetMaximum(schema, between.To, between.Name.StartsWith("Exclusive", StringComparison.Ordinal));
                break;
            case IComparisonValidator { ValueToCompare: { } value } comparison:
                if (comparison.Comparison is Comparison.GreaterThan or Comparison.GreaterThanOrEqual)
                    SetMinimum(schema, value, comparison.Comparison == Comparison.GreaterThan);
                if (comparison.Comparison is Comparison.LessThan or Comparison.LessThanOrEqual)
                    SetMaximum(schema, value, comparison.Comparison == Comparison.LessThan);
                break;
            case IRegularExpressionValidator pattern:
                schema.Pattern = ToEcma(pattern.Expression);
                break;
            case IEmailValidator:
                schema.Format = "email";
                break;
        }
    }

    /// <summary>JSON Schema uses JavaScript's dialect, where <c>$</c> matches only at the end.</summary>
    private static string ToEcma(string pattern) => pattern.Replace(@"$(?!\n)", "$", StringComparison.Ordinal)
        .Replace(@"\z", "$", StringComparison.Ordinal).Replace(@"\A", "^", StringComparison.Ordinal);

    private static bool Is(OpenApiSchema schema, JsonSchemaType type) => schema.Type?.HasFlag(type) == true;

    private static void SetMinimum(OpenApiSchema schema, object value, bool exclusive)
    {
        if (Number(value) is not { } number)
            return;
        if (exclusive)
            schema.ExclusiveMinimum = number;
        else
            schema.Minimum = number;
    }

    private static void SetMaximum(OpenApiSchema schema, object value, bool exclusive)
    {
        if (Number(value) is not { } number)
            return;
        if (exclusive)
            schema.ExclusiveMaximum = number;
        else
            schema.Maximum = number;
    }

    private static string? Number(object value) =>
        value is int or long or decimal or double or short
            ? Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;

    private ILookup<string, Rule> RulesOf(Type type) => _rules.GetOrAdd(type, Read);

    private ILookup<string, Rule> Read(Type type)
    {
        using var scope = services.CreateScope();
        var validator = scope.ServiceProvider.GetService(typeof(IValidator<>).MakeGenericType(type));
        return (validator as IEnumerable<IValidationRule> ?? [])
            .SelectMany(rule => rule.Components.Select(component => (Member: MemberOf(rule), Rule: new Rule(
                component.Validator,
                IsConditional: component.HasCondition || component.HasAsyncCondition || rule.HasCondition
                    || rule.HasAsyncCondition,
                IsForItems: IsCollection(rule)))))
            .Where(found => found.Member is not null)
            .ToLookup(found => found.Member!, found => found.Rule);
    }

    /// <summary>The member that the rule is for: <c>r.Name.Value</c> of a merge patch is <c>name</c>.</summary>
    private static string? MemberOf(IValidationRule rule)
    {
        var at = rule.Expression?.Body;
        while (at is UnaryExpression convert)
            at = convert.Operand;
        string? name = null;
        while (at is MemberExpression member)
        {
            name = member.Member.Name;
            at = member.Expression;
        }
        return name is null ? rule.PropertyName : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }

    private static bool IsCollection(IValidationRule rule) =>
        rule.GetType().GetInterfaces()
            .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICollectionRule<,>));

    private sealed record Rule(IPropertyValidator Validator, bool IsConditional, bool IsForItems);
}
