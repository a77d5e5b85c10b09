namespace PetShop.Api.Sales.Services.Papers.Pdf;

internal enum PaperSize
{
    A4,
    Letter,
}

/// <summary>How numbers and dates are written. The words are English.</summary>
internal enum NumberForm
{
    /// <summary>1,234.50 and 27 Nov 2026.</summary>
    En,

    /// <summary>1.234,50 and 27.11.2026.</summary>
    De,
}

/// <summary>How a document is printed.</summary>
internal readonly record struct PaperStyle(PaperSize Size, NumberForm Numbers)
{
    /// <summary>In points.</summary>
    public (double Width, double Height) Extent => Size == PaperSize.A4 ? (Mm(210), Mm(297)) : (8.5 * 72, 11 * 72);

    /// <summary>Millimetres in points.</summary>
    public static double Mm(double millimetres) => millimetres * 72 / 25.4;
}
