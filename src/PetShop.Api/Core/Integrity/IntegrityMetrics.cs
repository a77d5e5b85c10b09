using System.Diagnostics.Metrics;

namespace PetShop.Api.Core.Integrity;

/// <summary>What the checks have found, on the node that ran them.</summary>
internal sealed class IntegrityMetrics
{
    public const string MeterName = "PetShop.Integrity";
    private readonly Gauge<long> _wrong;

    public IntegrityMetrics(IMeterFactory meters) => _wrong = meters.Create(MeterName).CreateGauge<long>(
        "petshop.integrity.wrong", description: "What the last check of the data found wrong.");

    public void Record(string check, long wrong) =>
        _wrong.Record(wrong, new KeyValuePair<string, object?>("check", check));
}
