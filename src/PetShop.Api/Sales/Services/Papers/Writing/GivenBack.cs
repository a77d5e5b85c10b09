using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;

namespace PetShop.Api.Sales.Services.Papers.Writing;

/// <summary>What a refund says that it is for.</summary>
internal sealed record GivenBack(IReadOnlyList<GivenUnits> Lines, decimal Shipping)
{
    /// <param name="refund">Null if nothing was refunded because nobody paid.</param>
    /// <param name="request">The return that the refund is for; null for none.</param>
    public static GivenBack Of(Refund? refund, Return? request) => request is not null
        ? new([.. request.Lines.Select(line => new GivenUnits(line.ProductId, line.Quantity, line.RefundAmount))],
            request.ShippingRefund)
        : new([.. (refund?.Lines ?? []).Select(line => new GivenUnits(line.ProductId, line.Quantity, line.Amount))],
            refund?.ShippingAmount ?? 0);

    /// <summary>On the lines of the invoice. What names no goods is a price reduction.</summary>
    public CreditedGoods On(
        InvoiceDocument invoice, List<InvoiceDocument> earlier, Order order, decimal amount)
    {
        var positions = order.Lines.OrderBy(line => line.Position)
            .Select((line, i) => (line.ProductId, Position: i + 1))
            .ToLookup(line => line.ProductId, line => line.Position);
        var credited = new List<CreditedLine>();
        // Old refunds may be for less than their lines.
        var left = amount;
        foreach (var line in Lines.SelectMany(given => Spread(
            given, [.. invoice.Lines.Where(line => positions[given.ProductId].Contains(line.Position))], earlier)))
        {
            credited.Add(line with { Amount = Math.Min(line.Amount, left) });
            left -= credited[^1].Amount;
        }
        var shipping = Math.Min(Shipping, left);
        return new(credited, shipping, left - shipping);
    }

    /// <summary>
    /// A product may be on several lines, at different prices. Units that are credited already are not credited again;
    /// what is given for them is left.
    /// </summary>
    private static IEnumerable<CreditedLine> Spread(
        GivenUnits given, List<DocumentLine> sold, List<InvoiceDocument> earlier)
    {
        var (units, amount) = (given.Quantity, given.Amount);
        foreach (var line in sold)
        {
            var before = earlier.SelectMany(note => note.Lines)
                .Where(credited => credited.CreditedPosition == line.Position).ToList();
            var part = Math.Clamp(line.Quantity - before.Sum(credited => credited.Quantity), 0, units);
            if (part == 0)
                continue;
            var left = line.NetAmount + line.Tax - before.Sum(credited => credited.NetAmount + credited.Tax);
            var money = Math.Clamp(left, 0, amount);
            yield return new(line.Position, part, money);
            (units, amount) = (units - part, amount - money);
        }
    }
}

/// <summary>Units of a product, and what is given back for them, tax included.</summary>
internal readonly record struct GivenUnits(long ProductId, int Quantity, decimal Amount);
