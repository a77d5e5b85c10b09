using System.Text.Json;
using PetShop.Api.Core.Outbox.Repositories;

namespace PetShop.Api.Core.Outbox;

/// <summary>An event that has its place among all others.</summary>
/// <param name="Cursor">Starts at 1 and has no gaps.</param>
/// <param name="Key">What it happened to.</param>
public sealed record PublishedEvent(
    long Cursor, string Type, string Key, DateTimeOffset OccurredAt, JsonElement Data)
{
    /// <summary>The same wherever the event is seen.</summary>
    public string Id => IdOf(Cursor);

    public static string IdOf(long cursor) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"evt_{cursor}");

    internal static PublishedEvent Of(EventRow row) =>
        new(row.Cursor, row.Type, row.Key, row.OccurredAt, JsonElement.Parse(row.Data));
}
