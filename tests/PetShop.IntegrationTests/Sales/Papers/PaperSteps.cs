using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Sales.Services.Invoices;
using UglyToad.PdfPig;

namespace PetShop.IntegrationTests.Sales.Papers;

/// <summary>Helpers for invoices and credit notes as files.</summary>
internal static class PaperSteps
{
    public static readonly (string, string) OnAccount = ("Orders:PaymentTerms", "OnAccount");

    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    /// <summary>Gives numbers and writes documents, with the settings of a node.</summary>
    public static async Task WritePapersAsync(this ShopNode node)
    {
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<InvoiceNumbersJob>().RunAsync(CancellationToken.None);
    }

    public static async Task<byte[]> PdfAsync(this ShopCaller caller, JsonElement paper, string query = "")
    {
        var answer = await caller.GetAsync(paper.Text("pdf") + query);
        Assert.Equal((HttpStatusCode.OK, "application/pdf", "no-store", "attachment"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType,
                $"{answer.Headers.CacheControl}", answer.Content.Headers.ContentDisposition?.DispositionType));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The words on all pages.</summary>
    public static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join(' ', document.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
    }

    public static async Task<XElement> XmlAsync(this ShopCaller caller, JsonElement paper)
    {
        var answer = await caller.GetAsync(paper.Text("xml"));
        Assert.Equal((HttpStatusCode.OK, "application/xml"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return XElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    public static decimal AmountOf(this XElement xml, string name) =>
        decimal.Parse(xml.Descendants(Cbc + name).First().Value, CultureInfo.InvariantCulture);

    public static string ValueOf(this XElement xml, string name) => xml.Descendants(Cbc + name).First().Value;

    public static string Printed(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>The credit notes of an invoice, by their numbers.</summary>
    public static async Task<List<JsonElement>> NotesAsync(this ShopCaller caller, long invoice) =>
        [.. (await caller.ReadAsync($"/sales/credit-notes?invoice_id={invoice}")).Items()
            .OrderBy(note => note.Text("number"), StringComparer.Ordinal)];

    /// <summary>What stands of an invoice.</summary>
    public static async Task<decimal> StandsAsync(this ShopCaller caller, long invoice) =>
        (await caller.ReadAsync($"/sales/invoices/{invoice}")).Money("total_amount")
        - (await caller.NotesAsync(invoice)).Sum(note => note.Money("total_amount"));
}
