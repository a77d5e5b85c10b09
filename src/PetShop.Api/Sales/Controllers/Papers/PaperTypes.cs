namespace PetShop.Api.Sales.Controllers.Papers;

/// <summary>The content types of documents.</summary>
internal static class PaperTypes
{
    public const string Pdf = "application/pdf";
    public const string Xml = "application/xml";

    /// <summary>Has the name of the file.</summary>
    public const string NameHeader = "Content-Disposition";

    public static string Of(string fileName) =>
        fileName.EndsWith(".pdf", StringComparison.Ordinal) ? Pdf : Xml;
}
