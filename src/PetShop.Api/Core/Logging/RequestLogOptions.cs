namespace PetShop.Api.Core.Logging;

/// <summary>Section <c>RequestLog</c>: which requests are logged.</summary>
internal sealed class RequestLogOptions
{
    public const string Section = "RequestLog";

    /// <summary>
    /// One in this many successful fast reads is logged; 1 logs all of them. Errors, slow requests and requests that
    /// may change something are always logged.
    /// </summary>
    public int OneIn { get; set; } = 100;

    /// <summary>A request that takes at least this long is slow.</summary>
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    public bool IsValid() => OneIn > 0 && SlowAfter >= TimeSpan.Zero;
}
