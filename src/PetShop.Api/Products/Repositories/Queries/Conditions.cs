using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace PetShop.Api.Products.Repositories.Queries;

/// <summary>Combines conditions.</summary>
internal static class Conditions
{
    public static Expression<Func<T, bool>> Or<T>(
        this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => Expression.Lambda<Func<T, bool>>(
            Expression.OrElse(one.Body, other.BodyOf(one.Parameters[0])), one.Parameters);

    public static Expression<Func<T, bool>> And<T>(
        this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => Expression.Lambda<Func<T, bool>>(
            Expression.AndAlso(one.Body, other.BodyOf(one.Parameters[0])), one.Parameters);

    /// <summary>The body of the condition, with its parameter replaced by <paramref name="of"/>.</summary>
    public static Expression BodyOf<T>(this Expression<Func<T, bool>> condition, ParameterExpression of) =>
        ReplacingExpressionVisitor.Replace(condition.Parameters[0], of, condition.Body);
}
