using System.Security.Cryptography;
using PetShop.Api.Auth.Services.Tokens;

namespace PetShop.UnitTests.Auth;

public sealed class EcKeysTests
{
    [Fact]
    public void A_key_is_named_by_its_public_half_in_every_form()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = EcKeys.ThumbprintOf(key);
        Assert.Equal(43, id.Length);
        Assert.Equal(id, EcKeys.FromPem(key.ExportECPrivateKeyPem()).KeyId);
        Assert.Equal(id, EcKeys.ThumbprintOf(EcKeys.Open(key.ExportPkcs8PrivateKey(), id).ECDsa));
        Assert.NotEqual(id, EcKeys.ThumbprintOf(other));
    }

    [Fact]
    public void Only_a_private_key_on_the_right_curve_can_be_configured()
    {
        using var right = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        Assert.Equal(43, EcKeys.FromPem(right.ExportPkcs8PrivateKeyPem()).KeyId.Length);
        foreach (var pem in (string[])["secret", right.ExportSubjectPublicKeyInfoPem(),
            wrongCurve.ExportPkcs8PrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem()])
            Assert.Equal(EcKeys.UnusableMessage,
                Assert.Throws<InvalidOperationException>(() => EcKeys.FromPem(pem)).Message);
    }
}
