using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Issue;

/// <summary>What a credit note gives back of one category and rate.</summary>
internal sealed class RateCredit
{
    /// <summary>Behind all lines of the invoice.</summary>
    private const int ReductionPosition = int.MaxValue;

    /// <summary>Before all lines of the invoice.</summary>
    public const int ShippingPosition = 0;

    private readonly InvoiceDocument _invoice;
    private readonly IReadOnlyList<InvoiceDocument> _earlier;
    private readonly decimal _total, _creditedBefore, _taxBefore;
    private readonly List<(CreditedLine? Line, decimal Amount)> _taken = [];

    /// <param name="earlier">All credit notes of the invoice so far.</param>
    /// <param name="of">The tax on the invoice.</param>
    public RateCredit(InvoiceDocument invoice, IReadOnlyList<InvoiceDocument> earlier, DocumentTax of)
    {
        (_invoice, _earlier, Of) = (invoice, earlier, of);
        _total = of.Taxable + of.Tax;
        var credited = earlier.SelectMany(note => note.Taxes).Where(IsSame).ToList();
        _taxBefore = credited.Sum(tax => tax.Tax);
        _creditedBefore = credited.Sum(tax => tax.Taxable) + _taxBefore;
        Left = _total - _creditedBefore;
        LeftShipping = Math.Clamp(ShippingOf(invoice) - earlier.Sum(ShippingOf), 0, Left);
    }

    public DocumentTax Of { get; }

    /// <summary>What can still be credited, with tax.</summary>
    public decimal Left { get; private set; }

    /// <summary>What can still be credited of shipping, with tax.</summary>
    public decimal LeftShipping { get; }

    /// <summary>Whether the line is taxed at this rate.</summary>
    public bool Sold(int position) => _invoice.Lines.Any(line => line.Position == position && IsOf(line));

    /// <returns>What is more than can be credited at this rate.</returns>
    public decimal TakeLine(CreditedLine line)
    {
        var taken = Math.Min(line.Amount, LeftOf(line.Position));
        return taken == 0 && line.Amount > 0 ? line.Amount : line.Amount - taken + Take(line, taken);
    }

    /// <summary>What can still be credited of a line, with tax.</summary>
    public decimal LeftOf(int position) =>
        Math.Max(0, _invoice.Lines.Where(line => line.Position == position).Sum(line => line.NetAmount + line.Tax)
            - _earlier.SelectMany(note => note.Lines).Where(line => line.CreditedPosition == position)
                .Sum(line => line.NetAmount + line.Tax)
            - _taken.Where(each => each.Line?.Position == position).Sum(each => each.Amount));

    /// <inheritdoc cref="TakeLine"/>
    public decimal TakeShipping(decimal amount)
    {
        var taken = Math.Min(amount, LeftShipping);
        return taken == 0 ? amount : amount - taken + Take(null, taken);
    }

    public void TakeReduction(decimal amount)
    {
        if (amount > 0)
            Take(new(ReductionPosition, 1, amount), amount);
    }

    /// <summary>What was taken, with its shares of the tax.</summary>
    public IEnumerable<CreditPart> Parts()
    {
        var amounts = _taken.ConvertAll(each => each.Amount);
        var taxes = Currency.Of(_invoice.Currency).Share(Credited().Tax, amounts);
        return _taken.Zip(taxes, (each, tax) => new CreditPart(Of, each.Line, each.Amount - tax, tax));
    }

    /// <summary>The tax on the credit note.</summary>
    public DocumentTax Credited()
    {
        var amount = _taken.Sum(each => each.Amount);
        var currency = Currency.Of(_invoice.Currency);
        var tax = _total == 0 ? 0 : currency.Round(Of.Tax * (_creditedBefore + amount) / _total) - _taxBefore;
        return Of with { Taxable = currency.Round(amount - tax), Tax = currency.Round(tax) };
    }

    private decimal Take(CreditedLine? line, decimal amount)
    {
        var taken = Math.Min(amount, Left);
        Left -= taken;
        _taken.Add((line, taken));
        return amount - taken;
    }

    /// <summary>All of this rate that is on no line of goods, with its tax.</summary>
    private decimal ShippingOf(InvoiceDocument document) =>
        document.Taxes.Where(IsSame).Sum(tax => tax.Taxable + tax.Tax)
        - document.Lines.Where(line => IsOf(line) && line.CreditedPosition != ShippingPosition)
            .Sum(line => line.NetAmount + line.Tax);

    private bool IsOf(DocumentLine line) => (line.Category, line.Percent) == (Of.Category, Of.Percent);

    private bool IsSame(DocumentTax tax) => (tax.Category, tax.Percent) == (Of.Category, Of.Percent);
}

/// <summary>A part of a credit note.</summary>
/// <param name="Line">Null for shipping.</param>
internal sealed record CreditPart(DocumentTax Of, CreditedLine? Line, decimal Net, decimal Tax);
