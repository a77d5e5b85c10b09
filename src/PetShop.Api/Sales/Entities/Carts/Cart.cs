using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Carts;

/// <summary>
/// The products that a customer wants to buy; one cart for each account and for each token of a guest. It contains no
/// prices that are charged, only those that the customer saw.
/// </summary>
public sealed class Cart
{
    public const int MaxLines = Order.MaxLines;
    public const int MaxQuantity = OrderLine.MaxQuantity;

    /// <summary>The maximum number of promotion codes.</summary>
    public const int MaxCodes = 10;
    private readonly List<CartLine> _lines = [];

    private Cart()
    {
    }

    /// <summary>0 for a cart that does not exist.</summary>
    public long Id { get; private set; }

    /// <summary>The account; null for a guest.</summary>
    public long? UserId { get; private set; }

    /// <summary>SHA-256 of the guest's token, which is not kept; null for an account.</summary>
    public byte[]? TokenHash { get; private set; }

    /// <summary>A keyed hash of the address from which the guest made the cart; null for an account.</summary>
    public byte[]? ClientKey { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When a guest's cart is deleted; null for an account.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>The promotion codes in the form in which they are compared, each once.</summary>
    public string[] PromotionCodes { get; private set; } = [];

    /// <summary>Unordered; <see cref="CartLine.Position"/> gives the order.</summary>
    public IReadOnlyList<CartLine> Lines => _lines;

    /// <summary>The empty cart of a new guest.</summary>
    public static Cart OfNewGuest => new();

    /// <summary>The cart of a customer who has none.</summary>
    public static Cart None(CartOwner owner) => new() { UserId = owner.UserId, TokenHash = owner.TokenHash };

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

    /// <summary>Adds units of another cart's line. A new line keeps what the customer saw there.</summary>
    public void Merge(CartLine other, int quantity) =>
        Set(other.Seen, quantity + (Find(other.ProductId)?.Quantity ?? 0));

    /// <param name="keys">At most <see cref="MaxCodes"/>, each once.</param>
    public void UseCodes(IEnumerable<string> keys) => PromotionCodes = [.. keys];

    public void Remove(CartLine line) => _lines.Remove(line);
}
