using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// Goods sold to a customer, at the prices of that time: later changes of the catalogue do not affect it. Amounts are
/// in <see cref="Currency"/>. Partitioned by month on its time-ordered id.
/// </summary>
public sealed class Order
{
    public const int AddressMinLength = 5;
    public const int AddressMaxLength = 500;

    /// <summary>The same as for a cart: a full cart can be ordered at once.</summary>
    public const int MaxLines = 100;

    /// <summary>
    /// How often its goods can be edited, because each edit leaves a void invoice and its price steps.
    /// </summary>
    public const int MaxEdits = 50;

    /// <summary>The maximum of the database columns for amounts.</summary>
    public const decimal MaxTotal = 99_999_999_999.999m;

    private readonly List<OrderLine> _lines = [];
    private readonly List<InvoiceRegisterEntry> _invoiceEntries = [];

    private Order()
    {
    }

    public long Id { get; private set; }

    /// <summary>The customer's account; null for a guest.</summary>
    public long? UserId { get; private set; }

    /// <summary>
    /// The guest's <see cref="Guests.GuestKey"/>, or what replaces it if the guest was erased; null for an account.
    /// </summary>
    public string? GuestKey { get; private set; }
    public OrderStatus Status { get; private set; }

    /// <summary>The sum of the lines before discounts.</summary>
    public decimal Subtotal { get; private set; }

    /// <summary>The discounts on goods.</summary>
    public decimal DiscountTotal { get; private set; }

    /// <summary>Shipping after its discount.</summary>
    public decimal ShippingTotal { get; private set; }

    /// <summary>All tax, whether the prices include it or not.</summary>
    public decimal TaxTotal { get; private set; }

    /// <summary>Whether lines and shipping contain their tax. If not, it is added to them.</summary>
    public bool PricesIncludeTax { get; private set; }

    /// <summary>The promotions, taxes and shipping method.</summary>
    public OrderPricing Pricing { get; private set; } = OrderPricing.None;

    /// <summary>The amount charged.</summary>
    public decimal TotalAmount { get; private set; }
    public string Currency { get; private set; } = "";

    /// <summary>A copy of the shipping address; null if it is only a text.</summary>
    public PostalAddress? ShipTo { get; private set; }

    /// <summary>A copy of the billing address; null if none is known.</summary>
    public PostalAddress? BillTo { get; private set; }

    /// <summary>The shipping address as a text, in the shop's country; null if there is <see cref="ShipTo"/>.</summary>
    public string? ShippingAddress { get; private set; }

    /// <summary>
    /// The account's name when the order was placed or, on an order from before this column existed, when it was filled
    /// in. Null if it was erased or has not been filled in.
    /// </summary>
    public string? CustomerName { get; private set; }

    /// <inheritdoc cref="CustomerName"/>
    public string? CustomerEmail { get; private set; }

    /// <summary>
    /// The text for searches: the folded words of addresses, name and e-mail. Null until it is filled in.
    /// </summary>
    public string? SearchText { get; private set; }

    /// <summary>The second of its id, so that a date filter and an id range agree.</summary>
    public DateTimeOffset PlacedAt { get; private set; }
    public PaymentTerms PaymentTerms { get; private set; }

    /// <summary>
    /// When it is cancelled if it is neither paid nor confirmed by then; null if it has no deadline: it is on account,
    /// or costs nothing.
    /// </summary>
    public DateTimeOffset? PayBy { get; private set; }
    public DateTimeOffset? EstimatedDelivery { get; private set; }

    /// <summary>Null until it is delivered, and on orders that were delivered before this was recorded.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When it was archived; null if it is not.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; }

    /// <summary>Sorted by position.</summary>
    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <summary>Its invoices in the register: at most one entry that is not void.</summary>
    public IReadOnlyList<InvoiceRegisterEntry> InvoiceEntries => _invoiceEntries;

    /// <summary>The invoice that is not void; null if there is none. The entries must be loaded.</summary>
    public long? ValidInvoiceId => _invoiceEntries.Find(entry => !entry.IsVoid)?.InvoiceId;

    /// <summary>The number of units in all lines.</summary>
    public int Units => _lines.Sum(line => line.Quantity);

    /// <summary>Whether it is an order of gift cards: it contains nothing else.</summary>
    public bool HoldsGiftCards => Pricing.TaxLines is [{ Treatment: TaxTreatment.Voucher }, ..];

    /// <summary>Whose order it is.</summary>
    public OrderOwner Owner => new(Id, UserId, Guests.GuestKey.IsErased(GuestKey));

    /// <summary>The shipping address as one text.</summary>
    public string AddressText => ShipTo?.ToText() ?? ShippingAddress ?? "";

    /// <param name="lines">With their computed amounts; at least one.</param>
    /// <exception cref="ArgumentException">The amounts do not sum to the total.</exception>
    public static Order Place(
        OrderIdentity stamp, Customer customer, Destination destination, OrderAmounts amounts,
        IEnumerable<OrderLine> lines, DateTimeOffset? estimatedDelivery = null)
    {
        var order = new Order
        {
            Id = stamp.Id,
            UserId = customer.UserId,
            GuestKey = customer.UserId is null ? Guests.GuestKey.Of(customer.Email) : null,
            CustomerName = customer.Name,
            CustomerEmail = customer.Email,
            ShipTo = destination.ShipTo,
            BillTo = destination.BillTo,
            ShippingAddress = destination.Text,
            PlacedAt = stamp.PlacedAt,
            EstimatedDelivery = estimatedDelivery,
            UpdatedAt = stamp.PlacedAt,
            Version = 1,
        };
        order._lines.AddRange(lines);
        order._lines.ForEach(line => line.PutOn(order.Id));
        order.Take(amounts);
        order.FillSearchText();
        return order;
    }

    /// <summary>What was charged for a line, tax included.</summary>
    public decimal ChargedFor(OrderLine line) =>
        line.Amount - line.Discount + (PricesIncludeTax ? 0 : line.Tax);

    /// <summary>What was charged for shipping, tax included.</summary>
    public decimal ChargedForShipping => ShippingTotal + (PricesIncludeTax ? 0 : Pricing.Shipping?.Tax ?? 0);

    /// <summary>Sets the payment terms of an order that is new or has another total.</summary>
    /// <param name="payBy">The deadline of a prepaid order.</param>
    public void AgreeOn(PaymentTerms terms, DateTimeOffset payBy)
    {
        PaymentTerms = terms;
        PayBy = terms == PaymentTerms.Prepaid && TotalAmount > 0 ? payBy : null;
    }

    /// <summary>Moves the deadline of a prepaid order.</summary>
    public void Postpone(DateTimeOffset payBy, DateTimeOffset now)
    {
        PayBy = payBy;
        Touch(now);
    }

    /// <summary>Notes what is invoiced for it.</summary>
    public void Add(InvoiceRegisterEntry entry) => _invoiceEntries.Add(entry);

    public void MoveTo(OrderStatus status, DateTimeOffset now)
    {
        Status = OrderTransitions.Of(this).Move(Status, status);
        if (status == OrderStatus.Delivered) DeliveredAt = now;
        Touch(now);
    }

    /// <summary>Changes where it is sent. Who is billed stays.</summary>
    /// <param name="shipTo">Null if the new address is only a text.</param>
    /// <param name="text">Null if there is <paramref name="shipTo"/>.</param>
    public void Redirect(PostalAddress? shipTo, string? text, DateTimeOffset now)
    {
        (ShipTo, ShippingAddress) = (shipTo, text);
        FillSearchText();
        Touch(now);
    }

    /// <summary>Where it is delivered, for taxes and shipping.</summary>
    /// <param name="home">The shop's own country and region, which an address as a text is in.</param>
    public Place PlaceOfDelivery(Place home) => ShipTo?.Place ?? home;

    /// <summary>
    /// Erases personal data of an unpaid order. The order is about to be cancelled, which counts as the edit.
    /// </summary>
    /// <param name="text">Replaces the address.</param>
    public void Erase(string text)
    {
        ShippingAddress = text;
        ShipTo = BillTo = null;
        CustomerName = CustomerEmail = null;
        Pricing = Pricing with { VatNumber = null };
        FillSearchText();
    }

    /// <summary>
    /// Fills in the customer on an order from before these columns existed. An order that has a customer is not
    /// changed.
    /// </summary>
    public void FillCustomer(Customer customer)
    {
        if (CustomerName is not null) return;
        CustomerName = customer.Name;
        CustomerEmail = customer.Email;
        Version++;
    }

    public void FillSearchText() => SearchText = Core.Text.SearchText.Fold(string.Join(' ', ShippingAddress,
        ShipTo?.ToWords(), BillTo == ShipTo ? null : BillTo?.ToWords(), CustomerName, CustomerEmail));

    /// <param name="time">Null if it is no longer known.</param>
    public void Expect(DateTimeOffset? time, DateTimeOffset now)
    {
        EstimatedDelivery = time;
        Touch(now);
    }

    /// <summary>
    /// Removes it from lists. It can still be read by its id, and its amounts stay in the accounting records.
    /// </summary>
    /// <returns>False if it was archived before.</returns>
    public bool Archive(DateTimeOffset now)
    {
        if (ArchivedAt is not null) return false;
        ArchivedAt = now;
        Touch(now);
        return true;
    }

    /// <summary>Changes what it contains. The prices of units that stay are as they were.</summary>
    /// <param name="kept">The lines that lose units.</param>
    /// <param name="added">New lines; their positions are not in use.</param>
    /// <param name="amounts">Of the changed order.</param>
    /// <param name="edit">When it is changed, and the deadline if it had none because it cost nothing.</param>
    /// <returns>The lines that are gone, which must be deleted.</returns>
    /// <exception cref="ArgumentException">The amounts do not sum to the total.</exception>
    public List<OrderLine> Edit(
        IReadOnlyCollection<KeptUnits> kept, IReadOnlyCollection<OrderLine> added, OrderAmounts amounts,
        (DateTimeOffset Now, DateTimeOffset PayBy) edit)
    {
        var gone = _lines.FindAll(line => kept.Any(k => k.Position == line.Position && k.Quantity == 0));
        if (gone.Exists(line => line.ShippedQuantity > 0))
            throw new ArgumentException("What has been shipped stays on the order.", nameof(kept));
        gone.ForEach(line => _lines.Remove(line));
        foreach (var left in kept.Where(left => left.Quantity > 0))
            _lines.Single(line => line.Position == left.Position).Keep(left);
        foreach (var line in added)
            line.PutOn(Id);
        _lines.AddRange(added);
        Take(amounts);
        AgreeOn(PaymentTerms, PayBy ?? edit.PayBy);
        Touch(edit.Now);
        return gone;
    }

    private void Take(OrderAmounts amounts)
    {
        Currency = amounts.Currency;
        PricesIncludeTax = amounts.PricesIncludeTax;
        Subtotal = amounts.Subtotal;
        DiscountTotal = amounts.DiscountTotal;
        ShippingTotal = amounts.ShippingTotal;
        TaxTotal = amounts.TaxTotal;
        TotalAmount = amounts.Total;
        Pricing = amounts.Pricing;
        if (Subtotal != _lines.Sum(line => line.Amount) || DiscountTotal != _lines.Sum(line => line.Discount)
            || TotalAmount != _lines.Sum(ChargedFor) + ChargedForShipping)
            throw new ArgumentException("The amounts of the order do not sum to its total.", nameof(amounts));
    }

    /// <summary>Units of its lines were shipped.</summary>
    internal void CountShipment(DateTimeOffset now) => Touch(now);

    private void Touch(DateTimeOffset now) => (UpdatedAt, Version) = (now, Version + 1);
}
