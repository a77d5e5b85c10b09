using FluentValidation;

namespace PetShop.Api.Core.Http;

/// <summary>Parameters of every list.</summary>
public abstract record PageQuery
{
    public const int DefaultLimit = 24;
    public const int MaxLimit = 100;

    private readonly int? _limit;

    /// <summary>The maximum number of items, 1–100.</summary>
    /// <example>24</example>
    public int Limit
    {
        get => _limit ?? DefaultLimit;
        init => _limit = value;
    }

    /// <summary>The <c>next_cursor</c> of the previous page; leave it out for the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether the client gave a limit.</summary>
    protected bool HasLimit => _limit is not null;
}

/// <summary>The rules of <see cref="PageQuery"/>, to include in a list's own validator.</summary>
public abstract class PageQueryValidator<T> : AbstractValidator<T> where T : PageQuery
{
    protected PageQueryValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, PageQuery.MaxLimit);
        RuleFor(q => q.Cursor).IsAtMost(1000);
    }
}
