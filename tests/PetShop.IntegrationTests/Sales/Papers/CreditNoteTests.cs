using PetShop.IntegrationTests.Sales.Edits;
using PetShop.IntegrationTests.Sales.Pricing;

namespace PetShop.IntegrationTests.Sales.Papers;

/// <summary>Credit notes for refunds, and for invoices that are cancelled without payment.</summary>
public sealed class CreditNoteTests : ShopTest
{
    [Fact]
    public async Task Each_refund_has_a_note_and_together_they_never_exceed_the_invoice()
    {
        await Shop.AddShippingAsync();
        var (ball, rope) =
            (await Shop.Catalogue.AddProductAsync(price: 3.33m), await Shop.Catalogue.AddProductAsync(price: 1.01m));
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 3), (rope, 1));
        var invoice = (await buyer.ReadAsync($"/sales/orders/{order}")).Id("invoice_id");
        var returned = await buyer.AskReturnAsync(order, (ball, 2));
        await admin.MoveReturnAsync(returned, "approved", "processed");     // before the invoice has a number
        await Shop.Node.WritePapersAsync();
        await (await admin.PostAsync($"/sales/orders/{order}/refunds", new { amount = 0.50m, note = "Scratched" }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await Shop.Node.WritePapersAsync();
        var notes = await buyer.NotesAsync(invoice);
        Assert.Equal([6.66m, 0.50m], notes.Select(note => note.Money("total_amount")));
        Assert.Equal(Numbers(2), notes.Select(note => note.Text("number")));
        var xml = await buyer.XmlAsync(notes[0]);
        Assert.Equal((6.66m, "2"), (xml.AmountOf("TaxInclusiveAmount"), xml.ValueOf("CreditedQuantity")));
        var text = PaperSteps.TextOf(await buyer.PdfAsync(notes[1]));
        foreach (var printed in new[] { "0.50", "Scratched", "Price reduction", notes[1].Text("number") })
            Assert.Contains(printed, text, StringComparison.Ordinal);
        await (await admin.PatchAsync($"/sales/invoices/{invoice}/status", new { status = "refunded" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Node.WritePapersAsync();
        Assert.Equal(0, await buyer.StandsAsync(invoice));
        var all = await Task.WhenAll((await buyer.NotesAsync(invoice)).Select(buyer.XmlAsync));
        var whole = await buyer.XmlAsync(await buyer.ReadAsync($"/sales/invoices/{invoice}"));
        Assert.Equal(whole.AmountOf("TaxAmount"), all.Sum(note => note.AmountOf("TaxAmount")));
        await (await other.GetAsync($"/sales/credit-notes/{notes[0].Id()}"))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await other.GetAsync(notes[0].Text("pdf"))).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        Assert.Empty((await other.ReadAsync("/sales/credit-notes")).Items());
        Assert.Equal(3, (await admin.ReadAsync($"/sales/credit-notes?order_id={order}")).Count("total"));
    }

    [Fact]
    public async Task A_cancelled_order_on_account_is_credited_and_one_that_had_no_number_is_not()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var buyer = await Shop.SignUpAsync();
        var prepaid = await buyer.BuyAsync((ball, 1));
        var (order, invoice) = await buyer.At(Shop.StartNode(PaperSteps.OnAccount)).BuyAsync((ball, 2));
        foreach (var each in new[] { prepaid.Order, order })
            await (await buyer.PostAsync($"/sales/orders/{each.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Node.WritePapersAsync();
        var note = Assert.Single((await buyer.ReadAsync("/sales/credit-notes")).Items());
        Assert.Equal((invoice.Id(), 20m, Numbers(1)[0]),
            (note.Id("invoice_id"), note.Money("total_amount"), note.Text("number")));
        Assert.Equal(0, await buyer.StandsAsync(invoice.Id()));
        Assert.Null((await buyer.ReadAsync($"/sales/invoices/{prepaid.Invoice.Id()}")).Text("number"));
        var number = (await buyer.ReadAsync($"/sales/invoices/{invoice.Id()}")).Text("number");
        Assert.Contains(number, PaperSteps.TextOf(await buyer.PdfAsync(note)), StringComparison.Ordinal);
        Assert.Contains(number, $"{await buyer.XmlAsync(note)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_the_money_given_back_as_a_favour_credits_no_goods()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 2));
        await (await admin.PostAsync($"/sales/orders/{order}/refunds", new { amount = 20 }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await Shop.Node.WritePapersAsync();
        var invoice = await buyer.ReadAsync(
            $"/sales/invoices/{(await buyer.ReadAsync($"/sales/orders/{order}")).Id("invoice_id")}");
        var xml = await buyer.XmlAsync(Assert.Single(await buyer.NotesAsync(invoice.Id())));
        Assert.Equal(("Price reduction", 20m, 1), (xml.Descendants().Last(
            each => each.Name.LocalName == "Name").Value, xml.AmountOf("TaxInclusiveAmount"),
            xml.Descendants().Count(each => each.Name.LocalName == "CreditNoteLine")));
        Assert.False(invoice.GetProperty("is_partially_refunded").GetBoolean());
    }

    [Fact]
    public async Task A_note_waits_for_the_document_of_its_invoice_without_being_read_each_second()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (order, invoice) = await buyer.BuyAsync((ball, 2));
        await admin.PayAsync(invoice.Id());
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 5 }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await ChangeTaxAsync(1);
        for (var i = 0; i < 3; i++)
            await Shop.Node.WritePapersAsync();
        Assert.Equal("1 The invoice has no document yet.", await Shop.Database.ReadAsync<string>(
            "SELECT attempts || ' ' || failure FROM document_tasks WHERE kind = 'CreditNote'"));
        await ChangeTaxAsync(-1);
        await Shop.Database.ExecuteAsync("UPDATE document_tasks SET due_at = '-infinity' WHERE kind = 'Invoice'");
        await Shop.Node.WritePapersAsync();
        Assert.Equal(15, await buyer.StandsAsync(invoice.Id()));
        Assert.True((await buyer.ReadAsync($"/sales/invoices/{invoice.Id()}"))
            .GetProperty("is_partially_refunded").GetBoolean());

        Task ChangeTaxAsync(decimal by) => Shop.Database.ExecuteAsync("UPDATE order_lines SET tax = tax + $1", by);
    }

    [Fact]
    public async Task An_edit_credits_the_invoice_that_it_replaces_also_if_that_was_not_written_yet()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var buyer = (await Shop.SignUpAsync()).At(Shop.StartNode(PaperSteps.OnAccount));
        var (order, invoice) = await buyer.BuyAsync((ball, 3));
        await (await buyer.CancelUnitsAsync(order.Id(), (ball, 1))).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Node.WritePapersAsync();
        var replaced = (await buyer.ReadAsync($"/sales/orders/{order.Id()}")).Id("invoice_id");
        Assert.Equal((0m, 20m), (await buyer.StandsAsync(invoice.Id()), await buyer.StandsAsync(replaced)));
        var xml = await buyer.XmlAsync(await buyer.ReadAsync($"/sales/invoices/{invoice.Id()}"));
        Assert.Equal((30m, "3"), (xml.AmountOf("TaxInclusiveAmount"), xml.ValueOf("InvoicedQuantity")));
    }

    [Fact]
    public async Task Numbers_of_credit_notes_begin_again_in_the_new_year_of_the_shop()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 2));
        await admin.PayAsync(order.Id("invoice_id"));
        await Shop.Node.WritePapersAsync();
        await RefundAsync();
        await Shop.Node.WritePapersAsync();
        await RefundAsync();
        var year = Shop.Clock.GetUtcNow().Year;
        Shop.Clock.SetUtcNow(new(new DateTime(year, 12, 31, 23, 30, 0), TimeSpan.Zero));
        await Shop.StartNode(("Shop:TimeZone", "Europe/Berlin")).WritePapersAsync();
        buyer = await Shop.SignInAsync(buyer.Username);
        Assert.Equal([$"C-{year}-000001", $"C-{year + 1}-000001"],
            (await buyer.NotesAsync(order.Id("invoice_id"))).Select(note => note.Text("number")));

        async Task RefundAsync() =>
            await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 1 }))
                .ShouldBeAsync(HttpStatusCode.Created);
    }

    private string[] Numbers(int count) =>
        [.. Enumerable.Range(1, count).Select(place => $"C-{Shop.Clock.GetUtcNow().Year}-{place:D6}")];
}
