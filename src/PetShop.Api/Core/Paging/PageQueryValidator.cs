using FluentValidation;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Core.Paging;

/// <summary>The rules of <see cref="PageQuery"/>, to include in a list's own validator.</summary>
public abstract class PageQueryValidator<T> : AbstractValidator<T> where T : PageQuery
{
    protected PageQueryValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, PageQuery.MaxLimit);
        RuleFor(q => q.Cursor).IsAtMost(1000);
    }
}
