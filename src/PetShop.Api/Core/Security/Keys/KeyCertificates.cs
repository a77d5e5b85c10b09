using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PetShop.Api.Core.Security.Keys;

/// <summary>The certificates of the key ring, as loaded at startup.</summary>
/// <param name="Current">Encrypts new keys of the ring; null if none is configured or it cannot be used.</param>
/// <param name="Previous">Only decrypts.</param>
/// <param name="Failure">Why a configured certificate cannot be used, in a sentence; null if all can.</param>
internal sealed record KeyCertificates(X509Certificate2? Current, X509Certificate2? Previous, string? Failure)
{
    private const int RsaBits = 3072;
    private const int ValidYears = 100;
    private const string PemBeginning = "-----BEGIN";

    // macOS supports only keys in a keychain.
    private static X509KeyStorageFlags Storage =>
        OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;

    public IEnumerable<X509Certificate2> All => new[] { Current, Previous }.OfType<X509Certificate2>();

    public static KeyCertificates Load(KeyProtectionOptions options)
    {
        var failures = new List<string>();
        var current = TryRead(
            nameof(options.CertificatePath), options.CertificatePath, options.CertificatePassword, failures);
        var previous = TryRead(nameof(options.PreviousCertificatePath), options.PreviousCertificatePath,
            options.PreviousCertificatePassword, failures);
        return new(current, previous, failures.Count == 0 ? null : string.Join(' ', failures));
    }

    /// <summary>
    /// Creates a self-signed certificate for this purpose: a PKCS #12 file that only its owner can read.
    /// </summary>
    /// <param name="password">Null or empty for none.</param>
    /// <returns>False if the file already exists; it is not changed.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static bool Create(string path, string? password, DateTimeOffset now)
    {
        if (File.Exists(path))
            return false;
        using var key = RSA.Create(RsaBits);
        var request = new CertificateRequest(
            "CN=PetShop key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(ValidYears));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        WriteWhole(path, certificate.Export(X509ContentType.Pkcs12, string.IsNullOrEmpty(password) ? null : password));
        return true;
    }

    /// <summary>Writes to a temporary name first: a half-written certificate would be lost.</summary>
    private static void WriteWhole(string path, byte[] content)
    {
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(temporary, options))
                file.Write(content);
            File.Move(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static X509Certificate2? TryRead(string setting, string? path, string? password, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(path))
            return null;
        try
        {
            return Read(path, string.IsNullOrEmpty(password) ? null : password);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException
            or ArgumentException or NotSupportedException)
        {
            var reason = e.Message.TrimEnd('.');
            failures.Add($"The certificate of {KeyProtectionOptions.Section}:{setting} cannot be used: {reason}.");
            return null;
        }
    }

    private static X509Certificate2 Read(string path, string? password)
    {
        var isPem = File.ReadAllText(path).TrimStart().StartsWith(PemBeginning, StringComparison.Ordinal);
        var certificate = (isPem, password) switch
        {
            (true, null) => X509Certificate2.CreateFromPemFile(path),
            (true, _) => X509Certificate2.CreateFromEncryptedPemFile(path, password),
            _ => X509CertificateLoader.LoadPkcs12FromFile(path, password, Storage),
        };
        using var key = certificate.GetRSAPrivateKey();
        return key is not null ? certificate : throw new CryptographicException("it holds no RSA private key");
    }
}
