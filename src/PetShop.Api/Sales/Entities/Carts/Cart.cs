using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Carts;

/// <summary>
/// The products that a user wants to buy; one cart per user. It contains no prices that are charged, only those that
/// the customer saw.
/// </summary>
public sealed class Cart
{
    public const int MaxLines = Order.MaxLines;
    public const int MaxQuantity = OrderLine.MaxQuantity;
    private readonly List<CartLine> _lines = [];

    private Cart()
    {
    }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Unordered; <see cref="CartLine.Position"/> gives the order.</summary>
    public IReadOnlyList<CartLine> Lines => _lines;

    /// <summary>The number of units in all lines.</summary>
    public int Units => _lines.Sum(line => line.Quantity);

    public CartLine? Find(long productId) => _lines.Find(line => line.ProductId == productId);

    /// <summary>
    /// Sets a line's quantity. An existing line keeps what the customer first saw, so that a change since then is still
    /// reported.
    /// </summary>
    /// <param name="quantity">1 to <see cref="MaxQuantity"/>.</param>
    public void Set(SeenProduct seen, int quantity)
    {
        if (Find(seen.ProductId) is { } line)
            line.SetQuantity(quantity);
        else
            _lines.Add(CartLine.Of(_lines.Select(l => l.Position).DefaultIfEmpty().Max() + 1, seen, quantity));
    }

    /// <summary>Replaces all lines. What the customer sees is recorded again for every product.</summary>
    /// <returns>The old lines, which must be deleted.</returns>
    public List<CartLine> Replace(IReadOnlyList<(SeenProduct Seen, int Quantity)> lines)
    {
        var gone = _lines.Where(line => !lines.Any(l => l.Seen.ProductId == line.ProductId)).ToList();
        gone.ForEach(line => _lines.Remove(line));
        for (var i = 0; i < lines.Count; i++)
        {
            if (Find(lines[i].Seen.ProductId) is { } line)
                line.Reset(i + 1, lines[i].Seen, lines[i].Quantity);
            else
                _lines.Add(CartLine.Of(i + 1, lines[i].Seen, lines[i].Quantity));
        }
        return gone;
    }

    public void Remove(CartLine line) => _lines.Remove(line);
}
