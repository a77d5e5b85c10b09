namespace PetShop.Api.Sales.Dtos.Papers;

/// <summary>A size of paper.</summary>
public enum PaperFormat
{
    /// <summary>210 by 297 millimetres.</summary>
    A4,

    /// <summary>8.5 by 11 inches.</summary>
    Letter,
}
