using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Requests;

/// <summary>Lists: the newest first, with <c>limit</c>, <c>starting_after</c>, <c>ending_before</c> and
/// <c>created</c>.</summary>
internal static class Paging
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 100;

    public static ObjectList<T> Page<T>(Table<T> table, Parameters parameters, string url, Func<T, bool> matches)
        where T : class, IProviderObject
    {
        var limit = (int)Math.Min(parameters.Number("limit") ?? DefaultLimit, int.MaxValue);
        if (limit is < 1 or > MaxLimit)
            throw ApiError.Parameter("limit", $"The limit must be from 1 to {MaxLimit}.");
        var after = Known(table, parameters, "starting_after");
        var before = Known(table, parameters, "ending_before");
        var isCreated = Created(parameters);
        var rows = (before is null ? table.Newest(after) : table.NewerThan(before))
            .Where(row => isCreated(row.Created) && matches(row)).Take(limit + 1).ToList();
        var hasMore = rows.Count > limit;
        if (hasMore)
            rows.RemoveAt(limit);
        if (before is not null)
            rows.Reverse();
        return new ObjectList<T> { Data = rows, HasMore = hasMore, Url = url };
    }

    private static string? Known<T>(Table<T> table, Parameters parameters, string name)
        where T : class => parameters.Text(name) switch
        {
            null => null,
            var id when table.Find(id) is null => throw ApiError.NotFound("object", id, name),
            var id => id,
        };

    private static Func<long, bool> Created(Parameters parameters)
    {
        var exactly = parameters.Number("created");
        var from = parameters.Number("created[gte]") ?? parameters.Number("created[gt]") + 1 ?? long.MinValue;
        var to = parameters.Number("created[lte]") ?? parameters.Number("created[lt]") - 1 ?? long.MaxValue;
        return created => created >= from && created <= to && (exactly is null || created == exactly);
    }
}
