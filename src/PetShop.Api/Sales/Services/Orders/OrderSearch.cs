using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>Converts filters into database queries: times and numbers become ranges of ids.</summary>
internal static class OrderSearch
{
    /// <exception cref="ShopException">400: a filter that only admins may use.</exception>
    public static OrderCriteria Read(Actor actor, OrderFilter filter, ShopCalendar calendar)
    {
        AdminFilters.Require(actor, ("user_id", filter.UserId), ("number", filter.Number), ("q", filter.Q),
            ("archived", filter.Archived));
        var criteria = new OrderCriteria
        {
            IsArchived = filter.Archived ?? false,
            UserId = actor.IsAdmin ? filter.UserId : actor.UserId,
            Status = filter.Status,
            FromId = filter.From is { } from ? FirstIdFrom(calendar.FirstOf(from)) : null,
            BeforeId = filter.To is { } to ? TimeOrderedIds.From(calendar.LastOf(to)) + TimeOrderedIds.PerSecond : null,
        };
        if (filter.Number is { } number && OrderNumber.TryParse(number, out var id))
            criteria = criteria.Within(id, id + 1);
        return filter.Q is { } q ? Search(criteria, q) : criteria;
    }

    private static OrderCriteria Search(OrderCriteria criteria, string q)
    {
        if (OrderNumber.TryParsePrefix(q, out var range))
            return criteria.Within(range.From, range.Before);
        var words = SearchText.Fold(q).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0
            ? criteria with { Words = string.Join(" & ", words.Select(word => $"'{word}':*")) }
            : throw ShopException.Invalid("q", "Give letters or digits to search for.");
    }

    /// <summary>Orders have whole seconds: from 1.5 seconds on means from second 2 on.</summary>
    private static long FirstIdFrom(DateTimeOffset time) =>
        TimeOrderedIds.From(time) + (time.Ticks % TimeSpan.TicksPerSecond > 0 ? TimeOrderedIds.PerSecond : 0);

}
