using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Npgsql;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Security.Keys;

/// <summary>
/// Maintains the key ring, in <c>migrate</c> and when a node starts: it must have a key, and if there is a certificate,
/// keys that were stored without it are replaced. Only one process at a time does this: nodes that start together must
/// not each create a key that the others do not know.
/// </summary>
internal sealed partial class KeyRing(
    IKeyManager keys, IOptions<KeyManagementOptions> options, IDataProtectionProvider protection,
    KeyCertificates certificates, NpgsqlDataSource database, ILogger<KeyRing> logger) : ISeeder, IHostedLifecycleService
{
    private const long LockKey = 0x4B657952696E67;

    public int Order => -1;

    public async Task SeedAsync(CancellationToken ct)
    {
        if (certificates.Failure is { } failure)
            LogUnusable(failure);
        else if (certificates.Current is null)
            LogNoCertificate();
        await using var connection = await database.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})", ct);
        try
        {
            RevokePlainKeys();
            protection.CreateProtector(nameof(KeyRing)).Protect([]);      // creates a key if the ring has no usable one
        }
        finally
        {
            await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    /// <summary>
    /// Runs before the framework's own service reads the ring. An unavailable database must not prevent the node from
    /// starting.
    /// </summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SeedAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            LogNotReady(e);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Data that they protect can still be decrypted, and is then encrypted with a new key.</summary>
    private void RevokePlainKeys()
    {
        if (certificates.Current is null)
            return;
        var plain = options.Value.XmlRepository!.GetAllElements().Where(IsPlain)
            .Select(element => Guid.Parse(element.Attribute("id")!.Value)).ToHashSet();
        foreach (var key in keys.GetAllKeys().Where(key => !key.IsRevoked && plain.Contains(key.KeyId)))
        {
            keys.RevokeKey(key.KeyId, "It was stored without a certificate.");
            LogRevoked(key.KeyId);
        }
    }

    /// <summary>Encryption replaces the marked element; in an unencrypted key, the mark is still there.</summary>
    private static bool IsPlain(XElement element) =>
        element.Name.LocalName == "key"
        && element.Descendants().Attributes().Any(attribute => attribute.Name.LocalName == "requiresEncryption");

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
        catch
        {
            database.Clear();       // the connection may hold the lock: it must not be used again
            throw;
        }
    }

    [LoggerMessage(LogLevel.Warning, "No certificate protects the signing keys: "
        + "a copy of the database is enough to sign tokens. Set DataProtection:CertificatePath")]
    private partial void LogNoCertificate();

    [LoggerMessage(LogLevel.Error, "{Failure} The shop continues without it: new keys are stored unencrypted, "
        + "and access tokens signed by keys that only it can decrypt are rejected")]
    private partial void LogUnusable(string failure);

    [LoggerMessage(LogLevel.Warning,
        "The key ring could not be read at startup; it will be read again when it is needed")]
    private partial void LogNotReady(Exception exception);

    [LoggerMessage(LogLevel.Information, "Key {KeyId} of the ring was stored without a certificate and is replaced")]
    private partial void LogRevoked(Guid keyId);
}
