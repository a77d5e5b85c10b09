using PetShop.Api.Sales.Dtos.Papers;
using PetShop.Api.Sales.Services.Papers.Pdf;

namespace PetShop.Api.Sales.Services.Papers.Reading;

/// <summary>Section <c>Papers</c>: how documents are printed.</summary>
public sealed class PaperOptions
{
    public const string Section = "Papers";

    /// <summary>The size of the paper, unless a request says otherwise.</summary>
    public PaperFormat Paper { get; set; } = PaperFormat.A4;

    /// <summary>How numbers and dates are written: <c>En</c> or <c>De</c>.</summary>
    public string Numbers { get; set; } = nameof(Pdf.NumberForm.En);

    internal NumberForm NumberForm => Enum.Parse<NumberForm>(Numbers, ignoreCase: true);

    internal bool IsValid() => Enum.IsDefined(Paper)
        && Enum.TryParse<NumberForm>(Numbers, ignoreCase: true, out var form) && Enum.IsDefined(form);
}
