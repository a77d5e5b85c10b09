namespace PetShop.Api.Core.Integrity;

/// <summary>
/// Looks for data that contradict each other, a part at a time, so that each statement takes bounded time. A part is
/// read by one statement, and so at one moment: changes meanwhile do no harm.
/// </summary>
public interface IIntegrityCheck
{
    /// <summary>Unique in the shop, such as <c>order-totals</c>.</summary>
    string Name { get; }

    /// <summary>What must be true, as a sentence for admins.</summary>
    string Promise { get; }

    /// <summary>Checks the next part.</summary>
    /// <param name="from">0 for the first part, otherwise what the part before has returned as next.</param>
    Task<CheckedPart> CheckAsync(long from, CancellationToken ct);
}

/// <summary>A part that was checked.</summary>
/// <param name="Checked">How many things were checked.</param>
/// <param name="Wrong">How many of them are wrong.</param>
/// <param name="Examples">Some of those, named for admins.</param>
/// <param name="Next">Where the next part begins; null after the last one.</param>
public sealed record CheckedPart(long Checked, long Wrong, IReadOnlyList<string> Examples, long? Next);
