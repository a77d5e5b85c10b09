using System.Linq.Expressions;
using System.Text.Json;
using FluentValidation;

namespace PetShop.Api.Core.Patching;

/// <summary>Rules for the members of a merge patch.</summary>
public static class PatchRules
{
    /// <summary>
    /// Rules for a member's value if the client sent it: <c>this.WhenSet(r => r.Name, name => name.NotEmpty())</c>.
    /// </summary>
    public static void WhenSet<T, TValue>(
        this AbstractValidator<T> validator, Expression<Func<T, Optional<TValue>>> member,
        Action<IRuleBuilderInitial<T, TValue?>> rules)
    {
        var isSet = member.Compile();
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(((MemberExpression)member.Body).Member.Name);
        var value = Expression.Lambda<Func<T, TValue?>>(
            Expression.Property(member.Body, nameof(Optional<>.Value)), member.Parameters);
        validator.When(request => isSet(request).IsSet, () => rules(validator.RuleFor(value).Configure(rule =>
        {
            rule.PropertyName = name;
            rule.SetDisplayName(name);
        })));
    }
}
