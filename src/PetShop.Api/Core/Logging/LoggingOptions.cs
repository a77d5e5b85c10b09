namespace PetShop.Api.Core.Logging;

/// <summary>
/// Destination and format of log lines: section <c>Logging</c>. Levels are in <c>Logging:LogLevel</c>, as usual in
/// .NET.
/// </summary>
internal sealed class LoggingOptions
{
    public const string Section = "Logging";

    /// <summary>Text for people, or one compact JSON object per line for log collectors.</summary>
    public LogFormat Format { get; init; } = LogFormat.Text;

    /// <summary>Whether exceptions are written with their full stack trace; can be changed at run time.</summary>
    public bool StackTraces { get; init; } = true;

    public LogFileOptions File { get; init; } = new();

    /// <summary>How much of a client's address is logged for requests that may change something.</summary>
    public LogAddress ClientAddress { get; init; } = LogAddress.Full;

    /// <summary>
    /// How many lines may wait to be written. If a slow console fills the buffer, lines are dropped and counted, so
    /// that requests are not delayed.
    /// </summary>
    public int BufferSize { get; init; } = 10_000;
}

internal sealed class LogFileOptions
{
    /// <summary>
    /// A path such as <c>logs/shop-.log</c>, where the date is inserted before the extension; null or empty for no
    /// file.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>How many days of files are kept.</summary>
    public int RetainedDays { get; init; } = 14;
}

/// <summary>Addresses are personal data: the operator decides how much of them is logged.</summary>
internal enum LogAddress
{
    Full,

    /// <summary>The first 24 bits of IPv4, 64 of IPv6.</summary>
    Network,

    None,
}

internal enum LogFormat
{
    Text,
    Json,
}
