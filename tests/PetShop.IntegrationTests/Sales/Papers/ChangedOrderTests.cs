using PetShop.IntegrationTests.Sales.Edits;

namespace PetShop.IntegrationTests.Sales.Papers;

/// <summary>Orders that are changed after their invoice was issued: it says what was agreed when it was.</summary>
public sealed class ChangedOrderTests : ShopTest
{
    [Fact]
    public async Task What_was_paid_before_the_issue_is_on_the_document()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var (buyer, admin) = (await BuyerAsync(), await Shop.AdminAsync());
        var (order, first) = await buyer.BuyAsync((ball, 3));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/payments",
            new { method = "bank_transfer", amount = 12 })).ShouldBeAsync(HttpStatusCode.Created);
        await (await admin.EditAsync(order.Id(), (ball, 4))).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Node.WritePapersAsync();
        var second = await buyer.ReadAsync(
            $"/sales/invoices/{(await buyer.ReadAsync($"/sales/orders/{order.Id()}")).Id("invoice_id")}");
        var xml = await buyer.XmlAsync(second);
        Assert.Equal((40m, 12m, 28m), (xml.AmountOf("TaxInclusiveAmount"), xml.AmountOf("PrepaidAmount"),
            xml.AmountOf("PayableAmount")));
        Assert.Contains("Amount due EUR 28.00", PaperSteps.TextOf(await buyer.PdfAsync(second)),
            StringComparison.Ordinal);
        var before = await buyer.XmlAsync(await buyer.ReadAsync($"/sales/invoices/{first.Id()}"));
        Assert.Equal((30m, 30m), (before.AmountOf("TaxInclusiveAmount"), before.AmountOf("PayableAmount")));
        var note = PaperSteps.TextOf(await buyer.PdfAsync(Assert.Single(await buyer.NotesAsync(first.Id()))));
        Assert.DoesNotContain("Nothing of it was paid", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_void_invoice_that_is_not_written_yet_keeps_the_goods_from_before_an_edit()
    {
        var (ball, rope) =
            (await Shop.Catalogue.AddProductAsync(price: 10), await Shop.Catalogue.AddProductAsync(price: 10));
        var (buyer, admin) = (await BuyerAsync(), await Shop.AdminAsync());
        var (order, invoice) = await buyer.BuyAsync((ball, 3), (rope, 1));
        await (await admin.DeleteAsync($"/sales/invoices/{invoice.Id()}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.EditAsync(order.Id(), (ball, 1), (rope, 3))).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.CancelUnitsAsync(order.Id(), (rope, 1))).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Node.WritePapersAsync();
        var xml = await buyer.XmlAsync(await buyer.ReadAsync($"/sales/invoices/{invoice.Id()}"));
        Assert.Equal((40m, "3"), (xml.AmountOf("TaxInclusiveAmount"), xml.ValueOf("InvoicedQuantity")));
        Assert.Equal(0, await buyer.StandsAsync(invoice.Id()));
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM document_tasks"));
    }

    [Fact]
    public async Task Another_address_is_not_on_an_invoice_that_was_issued_before()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (order, invoice) = await buyer.BuyAsync((ball, 1));
        await admin.PayAsync(invoice.Id());
        await (await admin.PutAsync($"/sales/orders/{order.Id()}", new { shipping_address = "2 Cattery Close" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Node.WritePapersAsync();
        var text = PaperSteps.TextOf(await buyer.PdfAsync(await buyer.ReadAsync($"/sales/invoices/{invoice.Id()}")));
        Assert.Contains("Kennel Lane", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cattery", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_succeeds_and_keeps_the_order_if_no_document_can_be_computed()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var buyer = await BuyerAsync();
        var (order, invoice) = await buyer.BuyAsync((ball, 3));
        await Shop.Database.ExecuteAsync("UPDATE invoices SET total_amount = 31");
        await (await buyer.CancelUnitsAsync(order.Id(), (ball, 1))).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Node.WritePapersAsync();
        Assert.Equal("3 true", await Shop.Database.ReadAsync<string>("""
            SELECT (draft -> 'lines' -> 0 ->> 'quantity') || ' '
                || (NOT draft -> 'order' ? 'customer_email' AND failure LIKE '%changed before%')
            FROM document_tasks WHERE kind = 'Invoice' AND invoice_id = $1
            """, invoice.Id()));
        var replaced = (await buyer.ReadAsync($"/sales/orders/{order.Id()}")).Id("invoice_id");
        Assert.Equal(20m, (await buyer.XmlAsync(await buyer.ReadAsync($"/sales/invoices/{replaced}")))
            .AmountOf("TaxInclusiveAmount"));
    }

    [Fact]
    public async Task A_draft_gets_the_seller_when_it_is_written()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var buyer = await BuyerAsync();
        var (order, invoice) = await buyer.BuyAsync((ball, 3));
        await (await buyer.CancelUnitsAsync(order.Id(), (ball, 1))).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.StartNode(("Shop:Legal:Name", "Mended Shop Ltd")).WritePapersAsync();
        var paper = await buyer.ReadAsync($"/sales/invoices/{invoice.Id()}");
        Assert.Equal("Mended Shop Ltd", (await buyer.XmlAsync(paper)).ValueOf("Name"));
        Assert.Equal(30m, (await buyer.XmlAsync(paper)).AmountOf("TaxInclusiveAmount"));
    }

    private async Task<Buyer> BuyerAsync() => (await Shop.SignUpAsync()).At(Shop.StartNode(PaperSteps.OnAccount));
}
