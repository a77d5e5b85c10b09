namespace PetShop.Api.Sales.Services.Papers.Documents;

/// <summary>Goods. The amounts contain no tax.</summary>
internal sealed record DocumentLine
{
    /// <summary>Starts at 1.</summary>
    public required int Position { get; init; }

    /// <summary>
    /// The position of the invoice's line that a line of a credit note gives back, 0 if it gives back shipping; null on
    /// an invoice, and for a price reduction.
    /// </summary>
    public int? CreditedPosition { get; init; }

    /// <summary>Null if it is not a product but, for example, a price reduction.</summary>
    public required string? Sku { get; init; }

    public required string Name { get; init; }

    public required int Quantity { get; init; }

    /// <summary>
    /// The price of one unit before the discount, with as few decimals as make units times price the amount before the
    /// discount; at most three more than the currency has.
    /// </summary>
    public required decimal UnitPrice { get; init; }

    public required decimal Discount { get; init; }

    /// <summary>Units times price, rounded, minus the discount.</summary>
    public required decimal NetAmount { get; init; }

    /// <summary>
    /// The line's share of the tax of its rate. Net amount and tax are what was charged for the line.
    /// </summary>
    public required decimal Tax { get; init; }

    public required TaxCategory Category { get; init; }

    /// <summary>Such as 19 for 19 %; 0 where there is no tax.</summary>
    public required decimal Percent { get; init; }
}

/// <summary>A discount or charge of the whole document.</summary>
/// <param name="Amount">Without tax, not negative.</param>
internal sealed record DocumentAdjustment(string Reason, decimal Amount, TaxCategory Category, decimal Percent);

/// <summary>The tax of one category and rate.</summary>
/// <param name="Taxable">Without the tax.</param>
/// <param name="ExemptionCode">Of the list VATEX; null if there is none.</param>
/// <param name="ExemptionReason">Null where tax is charged.</param>
internal sealed record DocumentTax(
    TaxCategory Category, decimal Percent, decimal Taxable, decimal Tax, string? ExemptionCode,
    string? ExemptionReason);

/// <summary>The sums.</summary>
internal sealed record DocumentTotals
{
    /// <summary>The net amounts of the lines (BT-106).</summary>
    public required decimal Lines { get; init; }

    /// <summary>BT-107.</summary>
    public required decimal Allowances { get; init; }

    /// <summary>BT-108.</summary>
    public required decimal Charges { get; init; }

    /// <summary>BT-109.</summary>
    public required decimal Net { get; init; }

    /// <summary>BT-110.</summary>
    public required decimal Tax { get; init; }

    /// <summary>BT-112: what was charged.</summary>
    public required decimal Gross { get; init; }

    /// <summary>BT-113: what was paid or, on a credit note, paid back when it was issued.</summary>
    public required decimal Paid { get; init; }

    /// <summary>BT-115.</summary>
    public required decimal Due { get; init; }

    public static DocumentTotals Of(
        IEnumerable<DocumentLine> lines, IEnumerable<DocumentAdjustment> allowances,
        IEnumerable<DocumentAdjustment> charges, IEnumerable<DocumentTax> taxes, decimal paid)
    {
        var (goods, less, more) = (lines.Sum(line => line.NetAmount), allowances.Sum(each => each.Amount),
            charges.Sum(each => each.Amount));
        var tax = taxes.Sum(each => each.Tax);
        return new()
        {
            Lines = goods,
            Allowances = less,
            Charges = more,
            Net = goods - less + more,
            Tax = tax,
            Gross = goods - less + more + tax,
            Paid = paid,
            Due = goods - less + more + tax - paid,
        };
    }
}
