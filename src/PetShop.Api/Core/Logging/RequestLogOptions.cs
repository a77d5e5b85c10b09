namespace PetShop.Api.Core.Logging;

/// <summary>Section <c>RequestLog</c>: which requests get a line in the log.</summary>
internal sealed class RequestLogOptions
{
    public const string Section = "RequestLog";

    /// <summary>
    /// Of the reads that succeed fast, one in so many gets a line; 1 logs them all. Errors, slow requests and whatever
    /// may change something always get theirs.
    /// </summary>
    public int OneIn { get; set; } = 100;

    /// <summary>A request that takes this long is slow.</summary>
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    public bool IsSane() => OneIn > 0 && SlowAfter >= TimeSpan.Zero;
}
