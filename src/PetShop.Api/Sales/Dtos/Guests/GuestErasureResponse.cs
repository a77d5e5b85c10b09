namespace PetShop.Api.Sales.Dtos.Guests;

/// <summary>
/// What was erased, and what is kept for the accounting records. All counts are 0 if nothing was found.
/// </summary>
public sealed record GuestErasureResponse
{
    /// <summary>
    /// The orders of the e-mail address. On all of them, e-mail address, telephone numbers, the texts of notes and
    /// earlier addresses were erased, and their links no longer work.
    /// </summary>
    /// <example>3</example>
    public int Orders { get; init; }

    /// <summary>Those that nobody had paid, or whose payment was refunded: they were cancelled.</summary>
    /// <example>1</example>
    public int OrdersCancelled { get; init; }

    /// <summary>Those whose name and addresses were erased too, because no valid invoice needs them.</summary>
    /// <example>1</example>
    public int OrdersWithoutAddress { get; init; }

    /// <summary>
    /// Those whose name and addresses are kept, because they have a valid invoice or were shipped there.
    /// </summary>
    /// <example>2</example>
    public int OrdersWithAddress { get; init; }
}
