namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// Goods sold to somebody, at the prices of that moment: later changes of the catalogue do not reach it. Amounts are gross, in
/// <see cref="Currency"/>. Partitioned by month on its time-ordered id.
/// </summary>
public sealed class Order
{
    public const int AddressMinLength = 5;
    public const int AddressMaxLength = 500;

    /// <summary>A cart takes as many: whatever is in it can be ordered at once.</summary>
    public const int MaxLines = 100;

    /// <summary>What the column for amounts holds.</summary>
    public const decimal MaxTotal = 99_999_999_999.999m;

    /// <summary>What stands for an address that the books do not need.</summary>
    public const string ErasedAddress = "Erased: the account was closed.";

    private readonly List<OrderLine> _lines = [];
    private readonly List<InvoiceEntry> _invoiceEntries = [];

    private Order()
    {
    }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public OrderStatus Status { get; private set; }

    /// <summary>Σ of the lines.</summary>
    public decimal Subtotal { get; private set; }
    public decimal DiscountTotal { get; private set; }
    public decimal ShippingTotal { get; private set; }
    public decimal TaxTotal { get; private set; }

    /// <summary>What is charged.</summary>
    public decimal TotalAmount { get; private set; }
    public string Currency { get; private set; } = "";
    public string ShippingAddress { get; private set; } = "";

    /// <summary>
    /// As the account said when the order was placed, or, on an order older than this column, when it was filled in.
    /// Null where it was erased, or while it has not been filled in.
    /// </summary>
    public string? CustomerName { get; private set; }

    /// <inheritdoc cref="CustomerName"/>
    public string? CustomerEmail { get; private set; }

    /// <summary>What searches look through: the folded words of address, name and e-mail. Null until it is filled in.</summary>
    public string? SearchText { get; private set; }

    /// <summary>The second its id was made in, so that a date filter and an id range say the same.</summary>
    public DateTimeOffset PlacedAt { get; private set; }
    public DateTimeOffset? EstimatedDelivery { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When it was taken off the lists; null while it is on them.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>Edits, for If-Match.</summary>
    public long Version { get; private set; }

    /// <summary>By position.</summary>
    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <summary>What was invoiced for it: at most one entry that is not void.</summary>
    public IReadOnlyList<InvoiceEntry> InvoiceEntries => _invoiceEntries;

    /// <summary>The one invoice that is not void; null where there is none. The entries must have been read.</summary>
    public long? ValidInvoiceId => _invoiceEntries.Find(entry => !entry.IsVoid)?.InvoiceId;

    /// <summary>Over all lines.</summary>
    public int Units => _lines.Sum(line => line.Quantity);

    /// <param name="lines">Priced by the shop; at least one.</param>
    public static Order Place(OrderStamp stamp, Customer customer, string currency, string shippingAddress, IEnumerable<OrderLine> lines)
    {
        var order = new Order
        {
            Id = stamp.Id,
            UserId = customer.UserId,
            CustomerName = customer.Name,
            CustomerEmail = customer.Email,
            Currency = currency,
            ShippingAddress = shippingAddress,
            PlacedAt = stamp.PlacedAt,
            UpdatedAt = stamp.PlacedAt,
            Version = 1,
        };
        order._lines.AddRange(lines);
        order._lines.ForEach(line => line.PutOn(order.Id));
        order.Subtotal = order._lines.Sum(line => line.Amount);
        order.TotalAmount = order.Subtotal - order.DiscountTotal + order.ShippingTotal + order.TaxTotal;
        order.FillSearchText();
        return order;
    }

    /// <summary>Notes what is invoiced for it.</summary>
    public void Add(InvoiceEntry entry) => _invoiceEntries.Add(entry);

    public void MoveTo(OrderStatus status, DateTimeOffset now)
    {
        Status = OrderTransitions.Table.Move(Status, status);
        Touch(now);
    }

    public void ShipTo(string address, DateTimeOffset now)
    {
        ShippingAddress = address;
        FillSearchText();
        Touch(now);
    }

    /// <summary>
    /// Of an order that nobody paid for, whose customer has left. It is about to be cancelled, which counts as the
    /// edit.
    /// </summary>
    public void Erase()
    {
        ShippingAddress = ErasedAddress;
        CustomerName = CustomerEmail = null;
        FillSearchText();
    }

    /// <summary>Says who the customer is, on an order from before it was kept there. An order that says so already stays as it is.</summary>
    public void FillCustomer(Customer customer)
    {
        if (CustomerName is not null) return;
        CustomerName = customer.Name;
        CustomerEmail = customer.Email;
        Version++;
    }

    public void FillSearchText() => SearchText = Core.Text.SearchText.Fold($"{ShippingAddress} {CustomerName} {CustomerEmail}");

    /// <param name="time">Null: not known any more.</param>
    public void Expect(DateTimeOffset? time, DateTimeOffset now)
    {
        EstimatedDelivery = time;
        Touch(now);
    }

    /// <summary>Takes it off the lists. It stays readable by its id, and its money stays on the books.</summary>
    public void Archive(DateTimeOffset now)
    {
        if (ArchivedAt is not null) return;
        ArchivedAt = now;
        Touch(now);
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}

/// <summary>Who orders.</summary>
public readonly record struct Customer(long UserId, string Name, string Email);

/// <summary>An order's identity: its id and the moment the id stands for.</summary>
public readonly record struct OrderStamp(long Id, DateTimeOffset PlacedAt);
