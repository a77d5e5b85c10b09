namespace PetShop.AppHost.Servers;

/// <summary>Settings of a PostgreSQL that we start.</summary>
/// <param name="MaxConnections">For all clients together.</param>
/// <param name="ForTests">Fast, without durability, and everyone on this machine may connect.</param>
/// <param name="SharedBuffers">How much memory it uses to cache data, such as <c>2GB</c>; null for its own
/// default.</param>
internal sealed record PostgresSettings(int MaxConnections, bool ForTests, string? SharedBuffers = null)
{
    /// <summary>As arguments of the server.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        "-c", $"max_connections={MaxConnections}",
        .. SharedBuffers is null ? Array.Empty<string>() : ["-c", $"shared_buffers={SharedBuffers}"],
        .. ForTests
            ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
            : Array.Empty<string>(),
    ];
}
