using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Security.Keys;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Auth.Tokens;

/// <summary>Signing keys at rest, and the certificate that protects them.</summary>
public sealed class KeyProtectionTests : ShopTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("petshop-certificates").FullName;

    [Fact]
    public async Task A_copy_of_the_database_alone_cannot_sign_tokens()
    {
        Assert.True(IsSigningKey(await OpenFromDatabaseAsync()));       // without a certificate it does
        var before = await Shop.SignUpAsync();
        var node = Shop.StartNode(Certificate("a"));
        var after = await Buyer.SignInAsync(node, before.Username, Buyer.DefaultPassword);
        await Assert.ThrowsAnyAsync<CryptographicException>(OpenFromDatabaseAsync);
        await (await before.At(node).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);      // for a while yet
        await (await after.At(Shop.StartNode(Certificate("a"))).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Migrate_replaces_what_was_stored_without_a_certificate()
    {
        await TemplateDatabase.MigrateAsync(Shop.Database.ConnectionString, Certificate("a"));
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM data_protection_keys WHERE xml LIKE '<revocation%'"));
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM data_protection_keys WHERE xml LIKE '%<encryptedSecret%'"));
        await Assert.ThrowsAnyAsync<CryptographicException>(OpenFromDatabaseAsync);
    }

    [Fact]
    public async Task A_key_that_an_older_copy_of_the_database_may_hold_stops_signing_and_expires()
    {
        var before = await Shop.SignUpAsync();
        var copied = await TokenForge.OpenAsync(Shop, before.Token);
        Shop.Clock.Stop();
        var node = Shop.StartNode(Certificate("a"));
        var after = await Buyer.SignInAsync(node, before.Username, Buyer.DefaultPassword);
        Assert.NotEqual(before.Token.Split('.')[0], after.Token.Split('.')[0]);
        var lifetime = TimeSpan.FromMinutes(15) + TimeSpan.FromMinutes(1);
        var expiry = await Shop.Database.ReadAsync<DateTime>("SELECT max(expires_at) FROM signing_keys");
        Assert.Equal((Shop.Clock.GetUtcNow() + lifetime).UtcDateTime, expiry, TimeSpan.FromMilliseconds(1));
        Assert.Equal(
            1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM signing_keys WHERE expires_at IS NULL"));
        Shop.Clock.Advance(lifetime);
        var forged = copied.WithClaims(("exp", (Shop.Clock.GetUtcNow() + lifetime).ToUnixTimeSeconds()));
        await (await new ShopCaller(node, forged).GetAsync("/auth/me"))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        var refreshed = await (await new ShopCaller(node)
            .PostAsync("/auth/refresh", new { refresh_token = before.RefreshToken })).ShouldBeAsync(HttpStatusCode.OK);
        await (await new Buyer(node, refreshed).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_in_the_clear_from_an_older_version_is_encrypted_and_another_signs()
    {
        using var key = await StoreInTheClearAsync();
        var admin = await Admin.SignInAsync(Shop.StartNode());
        Assert.Equal(0L, await CountInTheClearAsync(key));
        Assert.Equal(
            1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM signing_keys WHERE expires_at IS NULL"));
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM signing_keys WHERE kid = $1 AND expires_at IS NOT NULL", EcKeys.ThumbprintOf(key)));
        await (await admin.At(Shop.StartNode()).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Forget();
    }

    [Fact]
    public async Task A_failed_encryption_locks_nobody_out_and_is_retried()
    {
        using var key = await StoreInTheClearAsync();
        await Shop.Database.ExecuteAsync("""
            CREATE FUNCTION refuse_keys() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN RAISE EXCEPTION ''not now''; END'
            """);
        await Shop.Database.ExecuteAsync(
            "CREATE TRIGGER refuse_keys BEFORE UPDATE ON signing_keys EXECUTE FUNCTION refuse_keys()");
        var node = Shop.StartNode();
        await Admin.SignInAsync(node);
        Assert.Equal(1L, await CountInTheClearAsync(key));
        await Shop.Database.ExecuteAsync("DROP FUNCTION refuse_keys CASCADE");
        Shop.Clock.Advance(TimeSpan.FromMinutes(2));       // beyond what a node remembers its keys for
        var admin = await Admin.SignInAsync(node);
        await Eventually.TrueAsync(async () => await CountInTheClearAsync(key) == 0, "the key is encrypted");
        await (await admin.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Forget();
    }

    [Fact]
    public async Task A_lost_certificate_invalidates_its_tokens_and_the_shop_continues()
    {
        var buyer = await Shop.SignUpAsync();
        var signedIn = await Buyer.SignInAsync(Shop.StartNode(Certificate("a")), buyer.Username, Buyer.DefaultPassword);
        var node = Shop.StartNode(Certificate("b"));
        await (await signedIn.At(node).GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        var again = await Buyer.SignInAsync(node, buyer.Username, Buyer.DefaultPassword);
        await (await again.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await again.At(Shop.StartNode(Certificate("b"))).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Contains(node.Log.Lines, line => line.Contains("cannot be decrypted", StringComparison.Ordinal));
        Forget();
    }

    [Fact]
    public async Task An_unreadable_certificate_is_reported_and_the_shop_continues()
    {
        var node = Shop.StartNode(("DataProtection:CertificatePath", Path.Combine(_folder, "none.pfx")));
        await (await (await Admin.SignInAsync(node)).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        var report = await (await new ShopCaller(node).GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("degraded", report.GetProperty("checks").GetProperty("key-protection").Text("status"));
        Assert.DoesNotContain(_folder, report.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(node.Log.Lines,
            line => line.Contains("DataProtection:CertificatePath cannot be used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replaced_certificate_can_still_decrypt_what_it_encrypted()
    {
        var buyer = await Shop.SignUpAsync();
        var signedIn = await Buyer.SignInAsync(Shop.StartNode(Certificate("a")), buyer.Username, Buyer.DefaultPassword);
        var node = Shop.StartNode(Certificate("b"), ("DataProtection:PreviousCertificatePath", Certificate("a").Path));
        await (await signedIn.At(node).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public void A_node_without_a_certificate_warns_at_the_start_and_one_with_it_does_not()
    {
        Assert.Contains(Shop.StartNode().Log.Lines,
            line => line.Contains("No certificate protects the signing keys", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Shop.StartNode(Certificate("a")).Log.Lines, line => line.Contains("certificate", StringComparison.Ordinal));
    }

    public override async Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await base.DisposeAsync();
    }

    /// <summary>
    /// The shop's first node may know a key by now that is not in the database, so the next test must use a new node.
    /// </summary>
    private void Forget() => Shop.Clock.Advance(TimeSpan.FromSeconds(1));

    /// <summary>As an older version did.</summary>
    private async Task<ECDsa> StoreInTheClearAsync()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Shop.Database.ExecuteAsync("DELETE FROM signing_keys");
        await Shop.Database.ExecuteAsync(
            "INSERT INTO signing_keys (kid, private_key, created_at) VALUES ($1, $2, $3)", EcKeys.ThumbprintOf(
                key), key.ExportPkcs8PrivateKey(), Shop.Clock.GetUtcNow());
        return key;
    }

    private Task<long> CountInTheClearAsync(ECDsa key) =>
        Shop.Database.ReadAsync<long>("SELECT count(*) FROM signing_keys WHERE private_key = $1",
            key.ExportPkcs8PrivateKey());

    private (string Setting, string Path) Certificate(string name)
    {
        var path = Path.Combine(_folder, name + ".pfx");
        KeyCertificates.Create(path, null, Shop.Clock.GetUtcNow());
        return ("DataProtection:CertificatePath", path);
    }

    /// <summary>What an attacker can do who has only the database.</summary>
    private async Task<byte[]> OpenFromDatabaseAsync()
    {
        var ring = await Shop.Database.ReadAsync<string[]>(
            "SELECT array_agg(xml ORDER BY id) FROM data_protection_keys");
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("petshop").DisableAutomaticKeyGeneration();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new Copy(ring));
        await using var provider = services.BuildServiceProvider();
        var protector = (IPersistedDataProtector)provider.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("SigningKeys");
        return protector.DangerousUnprotect(await Shop.Database.ReadAsync<byte[]>(
            "SELECT private_key FROM signing_keys"), ignoreRevocationErrors: true, out _, out _);
    }

    private static bool IsSigningKey(byte[] pkcs8)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return key.KeySize == 256;
    }

    private sealed class Copy(string[] ring) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. ring.Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) =>
            throw new InvalidOperationException("It is only read.");
    }
}
