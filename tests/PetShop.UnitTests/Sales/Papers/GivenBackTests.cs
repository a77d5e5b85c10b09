using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;
using PetShop.Api.Sales.Services.Papers.Writing;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>Which lines of the invoice a refund gives back, if a product is on several.</summary>
public sealed class GivenBackTests
{
    private static readonly Api.Sales.Entities.Orders.Order Order = SamplePapers.OfOneProduct();
    private static readonly InvoiceDocument Invoice = InvoiceBuilder.Of(Order, SamplePapers.Facts);

    [Fact]
    public void Units_are_taken_from_line_after_line_with_what_each_cost()
    {
        var first = Credit([], new(1, 3, 20m), 20m);
        Assert.Equal([("Ball", 2, 20m), ("Ball", 1, 0m)], Lines(first));
        var second = Credit([first], new(1, 2, 16m), 16m);
        Assert.Equal([("Ball", 2, 16m)], Lines(second));
        Assert.Equal([("Ball", 1, 8m)], Lines(Credit([first, second], new(1, 1, 8m), 8m)));
    }

    [Fact]
    public void What_is_more_than_the_units_cost_is_a_reduction_and_no_unit_is_credited_twice()
    {
        var note = Credit([], new(1, 2, 21m), 21m);
        Assert.Equal([("Ball", 2, 20m), ("Price reduction", 1, 1m)], Lines(note));
        var all = Credit([note], new(1, 6, 20m), 20m);
        Assert.Equal([("Ball", 1, 0m), ("Ball", 3, 20m)], Lines(all));
    }

    [Fact]
    public void A_refund_of_less_than_its_lines_credits_what_went_back()
    {
        var note = Credit([], new(1, 6, 44m), 25m);
        Assert.Equal((25m, 6), (note.Totals.Gross, note.Lines.Sum(line => line.Quantity)));
    }

    private static InvoiceDocument Credit(List<InvoiceDocument> earlier, GivenUnits given, decimal amount) =>
        CreditNoteBuilder.Of(Invoice, earlier,
            new GivenBack([given], Shipping: 0).On(Invoice, earlier, Order, amount), SamplePapers.Credit);

    private static IEnumerable<(string, int, decimal)> Lines(InvoiceDocument note) =>
        note.Lines.Select(line => (line.Name, line.Quantity, line.NetAmount + line.Tax));
}
