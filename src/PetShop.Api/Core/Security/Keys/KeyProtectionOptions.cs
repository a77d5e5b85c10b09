namespace PetShop.Api.Core.Security.Keys;

/// <summary>
/// Section <c>DataProtection</c>: the certificate that encrypts the key ring of ASP.NET Core Data Protection. The ring
/// is in the database and encrypts the signing keys there. The certificate is not, so a copy of the database alone
/// cannot sign tokens.
/// </summary>
public sealed class KeyProtectionOptions
{
    public const string Section = "DataProtection";

    /// <summary>
    /// A file with an RSA certificate and its private key, PKCS #12 or PEM, the same on all nodes; null for none.
    /// </summary>
    public string? CertificatePath { get; set; }

    /// <summary>The file's password; null or empty for none.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>The previous certificate, which can still decrypt what it encrypted; null for none.</summary>
    public string? PreviousCertificatePath { get; set; }

    /// <summary>That file's password; null or empty for none.</summary>
    public string? PreviousCertificatePassword { get; set; }
}
