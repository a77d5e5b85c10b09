using System.Text.Json;
using PetShop.IntegrationTests.Sales.Guests;
using PetShop.IntegrationTests.Sales.Pricing;

namespace PetShop.IntegrationTests.Sales.Papers;

/// <summary>Invoices as PDF and as XML, made from the copy of what was issued.</summary>
public sealed class InvoiceDocumentTests : ShopTest
{
    [Fact]
    public async Task Totals_are_the_same_in_JSON_PDF_and_XML()
    {
        await Shop.AddShippingAsync();
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(price: 3.33m, name: "Karma dla psów z żołądkiem"),
            await Shop.Catalogue.AddProductAsync(price: 17.05m, name: "Ξηρά τροφή για γάτες"));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (order, placed) = await buyer.BuyAsync((ball, 3), (bowl, 2));
        Assert.Equal(JsonValueKind.Null, placed.GetProperty("pdf").ValueKind);
        await (await buyer.GetAsync($"/sales/invoices/{placed.Id()}/document.pdf"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "document-not-ready");
        await admin.PayAsync(placed.Id());
        await Shop.Node.WritePapersAsync();
        var invoice = await buyer.ReadAsync($"/sales/invoices/{placed.Id()}");
        var (total, tax) = (order.Money("total_amount"), order.Money("tax_total"));
        var xml = await buyer.XmlAsync(invoice);
        Assert.Equal((total, total, tax, 0m), (invoice.Money("total_amount"), xml.AmountOf("TaxInclusiveAmount"),
            xml.AmountOf("TaxAmount"), xml.AmountOf("PayableAmount")));
        Assert.Equal(invoice.Text("number"), xml.ValueOf("ID"));
        var text = PaperSteps.TextOf(await buyer.PdfAsync(invoice));
        foreach (var printed in new[]
        {
            PaperSteps.Printed(total), PaperSteps.Printed(tax), invoice.Text("number"), "żołądkiem", "τροφή",
            "PetShop",
        })
            Assert.Contains(printed, text, StringComparison.Ordinal);
        var letter = await buyer.PdfAsync(invoice, "?paper=letter");
        Assert.NotEqual(await buyer.PdfAsync(invoice), letter);
        await (await buyer.GetAsync(invoice.Text("pdf") + "?paper=a5")).ShouldRejectFieldAsync("paper");
    }

    [Fact]
    public async Task A_document_never_changes()
    {
        var ball = await Shop.Catalogue.AddProductAsync(name: "Rope");
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (_, placed) = await buyer.BuyAsync((ball, 1));
        await admin.PayAsync(placed.Id());
        await Shop.Node.WritePapersAsync();
        var invoice = await buyer.ReadAsync($"/sales/invoices/{placed.Id()}");
        var before = await buyer.PdfAsync(invoice);
        var node = Shop.StartNode(("Shop:Legal:Name", "Another Shop Ltd"), ("Shop:Legal:City", "Dresden"));
        await (await admin.PutAsync($"/products/{ball}", new { name = "Chain" })).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Database.ExecuteAsync(
            "UPDATE orders SET customer_name = 'Somebody else', shipping_address = 'Elsewhere'");
        await node.WritePapersAsync();
        Assert.Equal(before, await buyer.At(node).PdfAsync(invoice));
    }

    [Theory]
    [InlineData("UPDATE invoice_documents SET document = '{}'")]
    [InlineData("DELETE FROM invoice_documents")]
    [InlineData("UPDATE credit_notes SET total_amount = 0")]
    [InlineData("DELETE FROM credit_notes")]
    [InlineData("UPDATE invoice_register SET sequence = sequence + 1")]
    [InlineData("UPDATE invoice_register SET series = 'X-'")]
    [InlineData("UPDATE invoice_register SET is_void = false")]
    [InlineData("UPDATE invoice_register SET issued_at = issued_at + interval '1 day'")]
    [InlineData("DELETE FROM invoice_register")]
    public async Task The_database_refuses_to_change_what_was_issued(string change)
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = (await Shop.SignUpAsync()).At(Shop.StartNode(PaperSteps.OnAccount));
        var order = (await buyer.BuyAsync((ball, 1))).Order.Id();
        await (await buyer.PostAsync($"/sales/orders/{order}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Node.WritePapersAsync();
        Assert.Equal(2L, await Shop.Database.ReadAsync<long>(
            "SELECT (SELECT count(*) FROM invoice_documents) + (SELECT count(*) FROM credit_notes)"));
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Shop.Database.ExecuteAsync(change));
        Assert.Contains("never changed", refusal.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_cannot_be_written_stops_no_other_and_keeps_its_number()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (broken, fine) = ((await buyer.BuyAsync((ball, 1))).Invoice, (await buyer.BuyAsync((ball, 2))).Invoice);
        foreach (var each in new[] { broken, fine })
            await admin.PayAsync(each.Id());
        await ChangeTaxAsync(1);
        await Shop.Node.WritePapersAsync();
        foreach (var each in new[] { broken, fine })
            Assert.NotNull((await buyer.ReadAsync($"/sales/invoices/{each.Id()}")).Text("number"));
        await (await buyer.GetAsync($"/sales/invoices/{broken.Id()}/document.xml"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "document-not-ready");
        await buyer.XmlAsync(await buyer.ReadAsync($"/sales/invoices/{fine.Id()}"));
        await ChangeTaxAsync(-1);
        Shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await Shop.Node.WritePapersAsync();
        await buyer.XmlAsync(await buyer.ReadAsync($"/sales/invoices/{broken.Id()}"));

        Task ChangeTaxAsync(decimal by) => Shop.Database.ExecuteAsync(
            "UPDATE order_lines SET tax = tax + $1 WHERE order_id = $2", by, broken.Id("order_id"));
    }

    [Fact]
    public async Task Only_the_owner_and_admins_see_it_and_a_guest_by_the_link()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (_, placed) = await buyer.BuyAsync((ball, 1));
        var guest = await Guest.BeginAsync(Shop.Node);
        var bought = await (await guest.CheckOutAsync(lines: [(ball, 1)])).ShouldBeAsync(HttpStatusCode.Created);
        foreach (var id in new[] { placed.Id(), bought.GetProperty("invoice").Id() })
            await admin.PayAsync(id);
        await Shop.Node.WritePapersAsync();
        foreach (var kind in new[] { "pdf", "xml" })
        {
            var path = $"/sales/invoices/{placed.Id()}/document.{kind}";
            await (await other.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
            Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(path)).StatusCode);
        }
        var links = bought.GetProperty("links");
        var invoice = Assert.Single((await guest.Caller.ReadAsync(links.Text("invoices"))).Items());
        await guest.Caller.PdfAsync(invoice);
        await guest.Caller.XmlAsync(invoice);
        await (await guest.Caller.GetAsync(invoice.Text("pdf").Replace(
            $"{invoice.Id()}", $"{placed.Id()}", StringComparison.Ordinal)))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await guest.Caller.GetAsync(invoice.Text("pdf") + "x")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_erased_customer_stays_on_what_was_issued()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var admin = await Shop.AdminAsync();
        var node = Shop.StartNode(PaperSteps.OnAccount);
        var buyer = (await Shop.SignUpAsync()).At(node);
        var (written, unwritten) = ((await buyer.BuyAsync((ball, 1))).Invoice.Id(), 0L);
        await Shop.Node.WritePapersAsync();
        var before = await admin.PdfAsync(await admin.ReadAsync($"/sales/invoices/{written}"));
        unwritten = (await buyer.BuyAsync((ball, 1))).Invoice.Id();
        await ClosedAccountTests.CloseAsync(buyer);
        await Shop.Node.WritePapersAsync();
        Assert.Equal(before, await admin.PdfAsync(await admin.ReadAsync($"/sales/invoices/{written}")));
        foreach (var id in new[] { written, unwritten })
        {
            Assert.Contains("Barkham", PaperSteps.TextOf(
                await admin.PdfAsync(await admin.ReadAsync($"/sales/invoices/{id}"))), StringComparison.Ordinal);
            Assert.Equal(0, await admin.StandsAsync(id));
        }
    }
}
