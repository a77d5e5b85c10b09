using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Returns;

/// <summary>Goods of a delivered order that the customer returns, and their refund.</summary>
public sealed class Return
{
    public const int NotesMaxLength = 2000;
    private readonly List<ReturnLine> _lines = [];

    private Return()
    {
    }

    public long Id { get; private set; }
    public long OrderId { get; private set; }

    /// <summary>The customer's account; null for a guest.</summary>
    public long? UserId { get; private set; }
    public ReturnStatus Status { get; private set; }

    /// <summary>The sum of the lines and <see cref="ShippingRefund"/>, in <see cref="Currency"/>.</summary>
    public decimal TotalRefund { get; private set; }

    /// <summary>What was charged for shipping, if this return was the last of the order's goods; otherwise 0.</summary>
    public decimal ShippingRefund { get; private set; }
    public string Currency { get; private set; } = "";
    public string? AdminNotes { get; private set; }

    /// <summary>Whether the goods were returned to stock.</summary>
    public bool IsRestocked { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; }

    /// <summary>Whose order it is of.</summary>
    public OrderOwner Owner => new(OrderId, UserId);

    /// <summary>Sorted by position.</summary>
    public IReadOnlyList<ReturnLine> Lines => _lines;

    /// <param name="id">A time-ordered id, which does not reveal the number of returns.</param>
    public static Return Request(
        long id, OrderOwner owner, string currency, IEnumerable<ReturnLine> lines, DateTimeOffset now)
    {
        var request = new Return
        {
            Id = id,
            OrderId = owner.OrderId,
            UserId = owner.UserId,
            Currency = currency,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        request._lines.AddRange(lines);
        request.TotalRefund = request._lines.Sum(line => line.RefundAmount);
        return request;
    }

    /// <param name="restock">Whether the goods are returned to stock; only when it is processed.</param>
    public void MoveTo(ReturnStatus status, bool restock, DateTimeOffset now)
    {
        Status = ReturnTransitions.Table.Move(Status, status);
        IsRestocked = restock;
        Touch(now);
    }

    /// <param name="amount">What was charged for it, if nothing of the order is left with the customer; otherwise
    /// 0.</param>
    public void RefundShipping(decimal amount)
    {
        ShippingRefund = amount;
        TotalRefund += amount;
    }

    /// <param name="notes">Null removes the notes.</param>
    public void Note(string? notes, DateTimeOffset now)
    {
        AdminNotes = notes;
        Touch(now);
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}
