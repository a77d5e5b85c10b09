using System.Diagnostics.Metrics;
using PetShop.Api.Sales.Entities.Papers;

namespace PetShop.Api.Sales.Services.Papers.Writing;

/// <summary>Reports documents that could not be written.</summary>
internal sealed partial class PaperTelemetry
{
    private readonly ILogger<PaperTelemetry> _logger;
    private readonly Counter<long> _failures;

    public PaperTelemetry(IMeterFactory meters, ILogger<PaperTelemetry> logger)
    {
        _logger = logger;
        _failures = meters.Create(SalesTelemetry.MeterName).CreateCounter<long>(
            "petshop.papers.failures", "{document}", "Documents that could not be written and are tried again");
    }

    public void Failed(DocumentTaskKind kind, long invoiceId, Exception failure)
    {
        _failures.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));
        LogFailed(failure, kind, invoiceId);
    }

    [LoggerMessage(LogLevel.Error, "The document {Kind} of invoice {InvoiceId} could not be written")]
    private partial void LogFailed(Exception failure, DocumentTaskKind kind, long invoiceId);
}
