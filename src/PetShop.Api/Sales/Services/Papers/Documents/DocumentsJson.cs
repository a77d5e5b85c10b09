using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.Api.Sales.Services.Papers.Documents;

/// <summary>How an issued document is stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InvoiceDocument))]
internal sealed partial class DocumentsJson : JsonSerializerContext
{
    public static string Write(InvoiceDocument document) =>
        JsonSerializer.Serialize(document, Default.InvoiceDocument);

    /// <exception cref="NotSupportedException">A later version of the shop has written it.</exception>
    public static InvoiceDocument Read(string json)
    {
        var document = JsonSerializer.Deserialize(json, Default.InvoiceDocument)!;
        return document.Version == Documents.InvoiceDocument.CurrentVersion ? document
            : throw new NotSupportedException($"A document is of version {document.Version}, which is not known.");
    }
}
