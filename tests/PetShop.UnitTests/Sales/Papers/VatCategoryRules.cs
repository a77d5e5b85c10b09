using System.Globalization;
using System.Xml.Linq;
using PetShop.Api.Sales.Services.Papers.Ubl;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>
/// The rules of EN 16931 about VAT categories, read from the electronic invoice as its receiver does: what the
/// published Schematron for UBL demands (github.com/ConnectingEurope/eInvoicing-EN16931, validation 1.3.16), which is
/// XPath 2 and cannot run here. It knows neither the document nor the checker of the shop. Tax representatives are left
/// out: the shop names none.
/// </summary>
internal sealed class VatCategoryRules
{
    private static readonly XNamespace Cac = Ubl.Cac, Cbc = Ubl.Cbc;

    private readonly XElement _xml;
    private readonly string _code;
    private readonly List<XElement> _lines;
    private readonly List<XElement> _allowances;
    private readonly List<XElement> _charges;
    private readonly List<XElement> _breakdowns;

    private VatCategoryRules(XElement xml, string code)
    {
        (_xml, _code) = (xml, code);
        _lines = [.. LineCategories(xml).Where(IsOfCode)];
        _allowances = [.. Adjustments(xml, isCharge: false).Where(IsOfCode)];
        _charges = [.. Adjustments(xml, isCharge: true).Where(IsOfCode)];
        _breakdowns = [.. Breakdowns(xml).Where(IsOfCode)];
    }

    /// <returns>The rules that the invoice or credit note breaks, such as <c>BR-E-10</c>.</returns>
    public static List<string> Broken(XElement xml) => [.. new[] { "S", "Z", "E", "AE", "K", "G", "O" }
        .SelectMany(code => new VatCategoryRules(xml, code).Broken())];

    private IEnumerable<string> Broken()
    {
        var name = _code == "K" ? "IC" : _code;
        var checks = new List<(string Rule, bool Holds)>
        {
            ("01", HasItsBreakdown()),
            ("02", _lines.Count == 0 || NamesParties()),
            ("03", _allowances.Count == 0 || NamesParties()),
            ("04", _charges.Count == 0 || NamesParties()),
            ("05", _lines.TrueForAll(HasItsRate)),
            ("06", _allowances.TrueForAll(HasItsRate)),
            ("07", _charges.TrueForAll(HasItsRate)),
            ("08", _breakdowns.TrueForAll(HasItsSum)),
            ("09", _breakdowns.TrueForAll(HasItsTax)),
            ("10", _breakdowns.TrueForAll(HasItsReason)),
        };
        if (_code == "O" && _breakdowns.Count > 0)
            checks.AddRange(
            [
                ("11", Breakdowns(_xml).All(IsOfCode)), ("12", LineCategories(_xml).All(IsOfCode)),
                ("13", Adjustments(_xml, isCharge: false).All(IsOfCode)),
                ("14", Adjustments(_xml, isCharge: true).All(IsOfCode)),
            ]);
        if (_code == "K" && _breakdowns.Count > 0)
            checks.AddRange([("11", SaysWhenItIsDelivered()), ("12", SaysWhereItIsDelivered())]);
        return checks.Where(check => !check.Holds).Select(check => $"BR-{name}-{check.Rule}");
    }

    /// <summary>One breakdown if anything has the category, for S at least one; otherwise none.</summary>
    private bool HasItsBreakdown() => (_lines.Count + _allowances.Count + _charges.Count, _breakdowns.Count) switch
    {
        (0, var breakdowns) => breakdowns == 0 || (_code != "S" && breakdowns == 1),
        (_, var breakdowns) => _code == "S" ? breakdowns > 0 : breakdowns == 1,
    };

    /// <summary>
    /// Who charges, or could charge, VAT has a number of a tax office. For an export and a supply to another member
    /// state it is the VAT number, and there the buyer has one too. What is not subject to VAT names none.
    /// </summary>
    private bool NamesParties()
    {
        var (seller, buyer) = (TaxNumbers("AccountingSupplierParty"), TaxNumbers("AccountingCustomerParty"));
        return _code switch
        {
            "O" => !seller.Contains("VAT") && !buyer.Contains("VAT"),
            "G" => seller.Contains("VAT"),
            "K" => seller.Contains("VAT") && buyer.Contains("VAT"),
            "AE" => seller.Count > 0 && buyer.Contains("VAT"),
            _ => seller.Count > 0,
        };
    }

    /// <summary>A rate above 0 for S, none for O, and 0 for the others.</summary>
    private bool HasItsRate(XElement category) => _code switch
    {
        "O" => category.Element(Cbc + "Percent") is null,
        "S" => RateOf(category) > 0,
        _ => RateOf(category) == 0,
    };

    /// <summary>Lines plus charges minus allowances of the category; for S of the rate, and to less than 1.</summary>
    private bool HasItsSum(XElement breakdown)
    {
        var sum = Sum(_lines, line => line.Parent!.Parent!, "LineExtensionAmount")
            + Sum(_charges, charge => charge.Parent!, "Amount")
            - Sum(_allowances, allowance => allowance.Parent!, "Amount");
        var difference = Math.Abs(Amount(breakdown.Parent!, "TaxableAmount") - sum);
        return _code == "S" ? difference < 1 : difference == 0;

        decimal Sum(IEnumerable<XElement> categories, Func<XElement, XElement> of, string amount) => categories
            .Where(category => _code != "S" || RateOf(category) == RateOf(breakdown))
            .Sum(category => Amount(of(category), amount));
    }

    /// <summary>0; for S rate times amount, to less than 1.</summary>
    private bool HasItsTax(XElement breakdown)
    {
        var (taxable, tax) = (Amount(breakdown.Parent!, "TaxableAmount"), Amount(breakdown.Parent!, "TaxAmount"));
        return _code != "S" ? tax == 0
            : Math.Abs(tax - decimal.Round(taxable * RateOf(breakdown)!.Value / 100, 2)) < 1;
    }

    /// <summary>Where no tax is charged it is said why, except for a rate of 0.</summary>
    private bool HasItsReason(XElement breakdown) => _code is not ("S" or "Z")
        == (breakdown.Element(Cbc + "TaxExemptionReason") ?? breakdown.Element(Cbc + "TaxExemptionReasonCode"))
            is not null;

    private bool SaysWhenItIsDelivered() => _xml.Element(Cac + "InvoicePeriod") is { HasElements: true }
        || _xml.Element(Cac + "Delivery")?.Element(Cbc + "ActualDeliveryDate") is not null;

    private bool SaysWhereItIsDelivered() => _xml.Element(Cac + "Delivery")?.Element(Cac + "DeliveryLocation")
        ?.Element(Cac + "Address")?.Element(Cac + "Country")?.Element(Cbc + "IdentificationCode")?.Value.Length > 1;

    /// <summary>The schemes of the party's tax numbers.</summary>
    private List<string> TaxNumbers(string party) => [.. _xml.Elements(Cac + party).Elements(Cac + "Party")
        .Elements(Cac + "PartyTaxScheme").Where(scheme => scheme.Element(Cbc + "CompanyID") is not null)
        .Select(SchemeOf)];

    private bool IsOfCode(XElement category) =>
        category.Element(Cbc + "ID")!.Value == _code && SchemeOf(category) == "VAT";

    private static IEnumerable<XElement> LineCategories(XElement xml) => xml.Elements()
        .Where(each => each.Name == Cac + "InvoiceLine" || each.Name == Cac + "CreditNoteLine")
        .Elements(Cac + "Item").Elements(Cac + "ClassifiedTaxCategory");

    private static IEnumerable<XElement> Adjustments(XElement xml, bool isCharge) => xml
        .Elements(Cac + "AllowanceCharge")
        .Where(each => each.Element(Cbc + "ChargeIndicator")!.Value == (isCharge ? "true" : "false"))
        .Elements(Cac + "TaxCategory");

    private static IEnumerable<XElement> Breakdowns(XElement xml) =>
        xml.Elements(Cac + "TaxTotal").Elements(Cac + "TaxSubtotal").Elements(Cac + "TaxCategory");

    private static string SchemeOf(XElement of) => of.Element(Cac + "TaxScheme")!.Element(Cbc + "ID")!.Value;

    private static decimal? RateOf(XElement category) => category.Element(Cbc + "Percent") is { } percent
        ? decimal.Parse(percent.Value, CultureInfo.InvariantCulture) : null;

    private static decimal Amount(XElement of, string name) =>
        decimal.Parse(of.Element(Cbc + name)!.Value, CultureInfo.InvariantCulture);
}
