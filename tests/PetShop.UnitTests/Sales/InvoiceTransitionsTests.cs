using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.UnitTests.Sales;

public sealed class InvoiceTransitionsTests
{
    private static readonly HashSet<(InvoiceStatus From, InvoiceStatus To)> Allowed =
    [
        (InvoiceStatus.Pending, InvoiceStatus.Paid), (InvoiceStatus.Pending, InvoiceStatus.Void),
        (InvoiceStatus.Paid, InvoiceStatus.Refunded),
    ];

    public static TheoryData<InvoiceStatus, InvoiceStatus> AllPairs => Matrix.Of<InvoiceStatus>();

    [Theory, MemberData(nameof(AllPairs))]
    public void An_invoice_moves_as_the_contract_says_and_in_no_other_way(InvoiceStatus from, InvoiceStatus to) =>
        Assert.Equal(Allowed.Contains((from, to)), InvoiceTransitions.Table.Allow(from, to));

    [Theory]
    [InlineData("", 2026, 42, "2026-000042")]
    [InlineData("R-", 2027, 1_234_567, "R-2027-1234567")]
    [InlineData("", 2027, null, null)]
    [InlineData("", null, null, null)]
    public void A_number_is_the_series_the_year_and_the_place_in_it(
        string series, int? year, int? sequence, string? number) =>
        Assert.Equal(number, InvoiceRegisterEntry.NumberOf(series, year, sequence));
}
