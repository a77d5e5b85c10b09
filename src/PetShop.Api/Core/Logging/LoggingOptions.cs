namespace PetShop.Api.Core.Logging;

/// <summary>Where log lines go and how they look: section <c>Logging</c>. Levels stand in <c>Logging:LogLevel</c>, as everywhere in .NET.</summary>
internal sealed class LoggingOptions
{
    public const string Section = "Logging";

    /// <summary>Text for people, or one compact JSON object a line for collectors.</summary>
    public LogFormat Format { get; init; } = LogFormat.Text;

    /// <summary>Whether exceptions are written with their full stack trace; can be changed at run time.</summary>
    public bool StackTraces { get; init; } = true;

    public LogFileOptions File { get; init; } = new();

    /// <summary>How much of a client's address stands on the lines of requests that may change something.</summary>
    public LogAddress ClientAddress { get; init; } = LogAddress.Full;

    /// <summary>Lines waiting to be written. When a slow console fills it, lines are dropped (and counted) rather than requests held up.</summary>
    public int BufferSize { get; init; } = 10_000;
}

internal sealed class LogFileOptions
{
    /// <summary>Path such as <c>logs/shop-.log</c>, the date goes before the extension; null or empty: no file.</summary>
    public string? Path { get; init; }

    /// <summary>Days that are kept.</summary>
    public int RetainedDays { get; init; } = 14;
}

/// <summary>Addresses are personal data: how much of one is logged is the operator's choice.</summary>
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
