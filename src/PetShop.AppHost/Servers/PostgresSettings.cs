namespace PetShop.AppHost.Servers;

/// <summary>How a PostgreSQL of ours is set up.</summary>
/// <param name="MaxConnections">For all clients together.</param>
/// <param name="ForTests">Fast and forgetful: nothing is kept safe on disk, and everyone on this machine may connect.</param>
/// <param name="SharedBuffers">What it keeps of the data in memory, such as <c>2GB</c>; null for its own default.</param>
internal sealed record PostgresSettings(int MaxConnections, bool ForTests, string? SharedBuffers = null)
{
    /// <summary>As arguments of the server.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        "-c", $"max_connections={MaxConnections}",
        .. SharedBuffers is null ? Array.Empty<string>() : ["-c", $"shared_buffers={SharedBuffers}"],
        .. ForTests ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : Array.Empty<string>(),
    ];
}
