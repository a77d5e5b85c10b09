using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Shipments;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// Converts filters into database queries: times and numbers become ranges of ids, tracking numbers orders, and SKUs
/// products.
/// </summary>
internal sealed class OrderSearch(ShipmentRepository shipments, IProductCatalogue catalogue, ShopCalendar calendar)
{
    /// <summary>How many orders with one tracking number are found.</summary>
    private const int MostTracked = 1_000;

    /// <exception cref="ShopException">400: a filter that only admins may use, or no words to search for.</exception>
    public async Task<OrderCriteria> ReadAsync(Actor actor, OrderFilter filter, CancellationToken ct)
    {
        AdminFilters.Require(actor, ("user_id", filter.UserId), ("guest", filter.Guest),
            ("number", filter.Number), ("q", filter.Q), ("archived", filter.Archived));
        var criteria = new OrderCriteria
        {
            IsArchived = filter.Archived ?? false,
            UserId = actor.IsAdmin ? filter.UserId : actor.UserId,
            IsOfGuest = filter.Guest,
            Status = filter.Status,
            FromId = filter.From is { } from ? FirstIdFrom(calendar.FirstOf(from)) : null,
            BeforeId = filter.To is { } to ? TimeOrderedIds.From(calendar.LastOf(to)) + TimeOrderedIds.PerSecond : null,
        };
        if (filter.Number is { } number && OrderNumber.TryParse(number, out var id))
            criteria = criteria.Within(id, id + 1);
        return filter.Q is { } q ? await SearchAsync(criteria, q, ct) : criteria;
    }

    /// <summary>The first that applies: a number, a tracking number, a SKU, words.</summary>
    private async Task<OrderCriteria> SearchAsync(OrderCriteria criteria, string q, CancellationToken ct)
    {
        if (OrderNumber.TryParsePrefix(q, out var range))
            return criteria.Within(range.From, range.Before);
        if (Shipment.KeyOf(q) is { Length: > 0 } key
            && await shipments.FindOrdersAsync(key, MostTracked, ct) is { Count: > 0 } tracked)
            return criteria with { Ids = tracked };
        if (await catalogue.FindIdAsync(q.Trim(), ct) is { } product)
            return criteria with { ProductId = product };
        var words = SearchText.Fold(q).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // Most orders have words that begin like those of an address: looking up beginnings would read all of them.
        var match = IsWholeEmail(q) ? "" : ":*";
        return words.Length > 0
            ? criteria with { Words = string.Join(" & ", words.Select(word => $"'{word}'{match}")) }
            : throw ShopException.Invalid("q", "Give letters or digits to search for.");
    }

    private static bool IsWholeEmail(string q) => q.Trim() is var text && text.LastIndexOf('@') is > 0 and var at
        && text.LastIndexOf('.') is var dot && dot > at + 1 && text.Length - dot > 2 && !text.Any(char.IsWhiteSpace);

    /// <summary>Orders have whole seconds: from 1.5 seconds on means from second 2 on.</summary>
    private static long FirstIdFrom(DateTimeOffset time) =>
        TimeOrderedIds.From(time) + (time.Ticks % TimeSpan.TicksPerSecond > 0 ? TimeOrderedIds.PerSecond : 0);
}
