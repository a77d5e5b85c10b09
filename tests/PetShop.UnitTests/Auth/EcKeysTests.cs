using System.Security.Cryptography;
using PetShop.Api.Auth.Services.Tokens;

namespace PetShop.UnitTests.Auth;

public sealed class EcKeysTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_key_that_was_made_opens_under_the_name_of_its_public_half()
    {
        var made = EcKeys.Make(Now);
        var opened = EcKeys.Open(made);
        Assert.Equal(made.Id, opened.KeyId);
        Assert.Equal(43, made.Id.Length);
        Assert.Equal(made.Id, EcKeys.FromPem(opened.ECDsa.ExportECPrivateKeyPem()).KeyId);
        Assert.NotEqual(made.Id, EcKeys.Make(Now).Id);
    }

    [Fact]
    public void Only_a_private_key_on_the_right_curve_can_be_configured()
    {
        using var right = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        Assert.Equal(43, EcKeys.FromPem(right.ExportPkcs8PrivateKeyPem()).KeyId.Length);
        foreach (var pem in (string[])["secret", right.ExportSubjectPublicKeyInfoPem(), wrongCurve.ExportPkcs8PrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem()])
            Assert.Equal(EcKeys.UnusableMessage, Assert.Throws<InvalidOperationException>(() => EcKeys.FromPem(pem)).Message);
    }
}
