namespace PetShop.AppHost.Servers;

/// <summary>How a PostgreSQL of ours is set up.</summary>
/// <param name="MaxConnections">For all clients together.</param>
/// <param name="ForTests">Fast and forgetful: nothing is kept safe on disk, and everyone on this machine may connect.</param>
internal sealed record PostgresSettings(int MaxConnections, bool ForTests)
{
    /// <summary>As arguments of the server.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        "-c", $"max_connections={MaxConnections}",
        .. ForTests ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : Array.Empty<string>(),
    ];
}
