namespace PetShop.Api.Core.Paging;

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
