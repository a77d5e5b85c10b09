using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>Turns a filter into what the database is asked: times and numbers become ranges of ids.</summary>
internal static class OrderSearch
{
    /// <exception cref="ShopException">400: a filter that only admins have.</exception>
    public static OrderCriteria Read(Actor actor, OrderFilter filter)
    {
        if (!actor.IsAdmin)
            RefuseAdminsFilters(filter);
        var criteria = new OrderCriteria
        {
            IsArchived = filter.Archived ?? false,
            UserId = actor.IsAdmin ? filter.UserId : actor.UserId,
            Status = filter.Status,
            FromId = filter.From is { } from ? FirstIdFrom(from) : null,
            BeforeId = filter.To is { } to ? TimeOrderedIds.From(to) + TimeOrderedIds.PerSecond : null,
        };
        if (filter.Number is { } number && OrderNumber.TryParse(number, out var id))
            criteria = criteria.Within(id, id + 1);
        return filter.Q is { } q ? Search(criteria, q) : criteria;
    }

    private static OrderCriteria Search(OrderCriteria criteria, string q)
    {
        if (OrderNumber.TryParsePrefix(q, out var range))
            return criteria.Within(range.From, range.Before);
        var words = q.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit)).ToList();
        return words.Count > 0
            ? criteria with { Words = string.Join(" & ", words.Select(word => $"'{Escape(word)}':*")) }
            : throw ShopException.Invalid("q", "Give letters or digits to search for.");
    }

    /// <summary>For quotes: PostgreSQL then takes a word apart (90210-1234, 12/3) as it did the address.</summary>
    private static string Escape(string word) => word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal);

    /// <summary>Orders are placed in whole seconds: from half past one on means from two on.</summary>
    private static long FirstIdFrom(DateTimeOffset time) =>
        TimeOrderedIds.From(time) + (time.Ticks % TimeSpan.TicksPerSecond > 0 ? TimeOrderedIds.PerSecond : 0);

    private static void RefuseAdminsFilters(OrderFilter filter)
    {
        string[] unknown = ["There is no such parameter for you. Leave it out."];
        var given = new (string Name, bool IsGiven)[]
        {
            ("user_id", filter.UserId is not null), ("number", filter.Number is not null), ("q", filter.Q is not null), ("archived", filter.Archived is not null),
        };
        var errors = given.Where(parameter => parameter.IsGiven).ToDictionary(p => p.Name, _ => unknown);
        if (errors.Count > 0)
            throw new ShopException(ProblemTypes.Validation, "Correct the parameters named in errors and send the request again.") { Errors = errors };
    }
}
