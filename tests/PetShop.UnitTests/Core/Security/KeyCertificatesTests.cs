using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PetShop.Api.Core.Security.Keys;

namespace PetShop.UnitTests.Core.Security;

public sealed class KeyCertificatesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("petshop-keys").FullName;

    [Theory, InlineData(null), InlineData("a password")]
    public void A_certificate_that_was_made_can_be_used_and_is_not_made_twice(string? password)
    {
        var path = In("made/keys.pfx");
        Assert.True(KeyCertificates.Create(path, password, Now));
        var first = File.ReadAllBytes(path);
        Assert.False(KeyCertificates.Create(path, password, Now));
        Assert.Equal(first, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var loaded = KeyCertificates.Load(new() { CertificatePath = path, CertificatePassword = password });
        Assert.Null(loaded.Failure);
        Assert.NotNull(loaded.Current);
    }

    [Theory, InlineData(null), InlineData("a password")]
    public void A_certificate_in_PEM_can_be_used(string? password)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(Now, Now.AddYears(1));
        var privateKey = password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(
                password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        File.WriteAllText(In("keys.pem"), certificate.ExportCertificatePem() + "\n" + privateKey);
        var loaded = KeyCertificates.Load(new() { CertificatePath = In("keys.pem"), CertificatePassword = password });
        Assert.Null(loaded.Failure);
        Assert.NotNull(loaded.Current);
    }

    [Fact]
    public void What_cannot_be_used_says_which_setting_and_why()
    {
        KeyCertificates.Create(In("keys.pfx"), "a password", Now);
        File.WriteAllText(In("empty.pfx"), "");
        using var ec = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=x", ec, HashAlgorithmName.SHA256)
            .CreateSelfSigned(Now, Now.AddYears(1));
        File.WriteAllText(In("ec.pem"), certificate.ExportCertificatePem() + "\n" + ec.ExportPkcs8PrivateKeyPem());
        foreach (var (path, password) in ((string, string?)[])[(In("none.pfx"), null), (In("keys.pfx"), "another"),
            (In("empty.pfx"), null), (In("ec.pem"), null), (_folder, null)])
        {
            var loaded = KeyCertificates.Load(
                new() { PreviousCertificatePath = path, PreviousCertificatePassword = password });
            Assert.Empty(loaded.All);
            Assert.StartsWith("The certificate of DataProtection:PreviousCertificatePath cannot be used: ",
                loaded.Failure, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_setting_there_is_none_and_nothing_is_wrong() =>
        Assert.Equal(new KeyCertificates(null, null, null), KeyCertificates.Load(new()));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);
}
