using PetShop.Api.Sales.Services.Papers.Documents;
using static PetShop.Api.Sales.Services.Papers.Pdf.PaperStyle;

namespace PetShop.Api.Sales.Services.Papers.Pdf;

/// <summary>The lower part of every page: who the seller is, and the page's number.</summary>
internal sealed class PaperFooter(Sheet sheet, PaperContent content)
{
    private const double Size = 7;
    private const int Lines = 5;

    private static readonly double Gap = Mm(3);

    private double Width => (sheet.Right - sheet.Left) / 3;

    public void Draw()
    {
        var seller = content.Document.Seller;
        var width = Width;
        string?[][] columns =
        [
            [seller.Name, .. AddressOf(seller)],
            [seller.Email, seller.Phone, seller.RegisterEntry, Named("VAT number", seller.VatNumber),
                Named("Tax number", seller.TaxRegistration)],
            seller.Account is { } account
                ? [account.Bank, Named("IBAN", Iban.Grouped(account.Iban)), Named("BIC", account.Bic)] : [],
        ];
        var texts = columns.Select(column => column.OfType<string>().Take(Lines)
            .Select(text => TextLines.Wrap(sheet, text, width - Gap, Size, maxLines: 1)[0]).ToList()).ToList();
        var top = sheet.Height - Mm(28);
        sheet.OnEachPage((page, write) =>
        {
            for (var column = 0; column < texts.Count; column++)
            {
                for (var line = 0; line < texts[column].Count; line++)
                    write(texts[column][line], sheet.Left + column * width, top + line * Sheet.LineHeight(Size), Size);
            }
            var number = $"Page {page} of {sheet.PageCount}";
            write(number, sheet.Right - sheet.WidthOf(number, Size), sheet.Height - Mm(11), Size);
        });
    }

    /// <summary>The country is always there: a long address is written in fewer lines.</summary>
    private List<string> AddressOf(DocumentSeller seller)
    {
        var lines = seller.Address.Lines;
        return lines.Count < Lines ? [.. lines] :
        [
            .. TextLines.Wrap(sheet, string.Join(", ", lines.SkipLast(1)), Width - Gap, Size, Lines - 2), lines[^1],
        ];
    }

    private static string? Named(string name, string? value) => value is null ? null : $"{name} {value}";
}

/// <summary>Account numbers as people read them.</summary>
internal static class Iban
{
    public static string Grouped(string iban) =>
        string.Join(' ', iban.Chunk(4).Select(group => new string(group)));
}
