using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Security.Keys;

internal static class KeyProtectionSetup
{
    /// <summary>All nodes of a shop share the ring, wherever their files are.</summary>
    private const string ApplicationName = "petshop";

    /// <summary>
    /// ASP.NET Core Data Protection with its key ring in the shop's database, encrypted by a certificate
    /// where one is configured.
    /// </summary>
    public static void AddKeyProtection(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var certificates = KeyCertificates.Load(
            builder.Configuration.GetSection(KeyProtectionOptions.Section).Get<KeyProtectionOptions>()
            ?? new KeyProtectionOptions());
        services.AddSingleton(certificates).AddSingleton<KeyRing>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<KeyRing>());
        services.AddScoped<ISeeder>(provider => provider.GetRequiredService<KeyRing>());
        services.AddHealthChecks().AddCheck<KeyProtectionCheck>("key-protection", HealthStatus.Degraded, ["ready"]);
        var protection = services.AddDataProtection().SetApplicationName(ApplicationName)
            .PersistKeysToDbContext<PetShopDbContext>();
        if (certificates.Current is { } current)
            protection.ProtectKeysWithCertificate(current);
        protection.UnprotectKeysWithAnyCertificate([.. certificates.All]);
    }
}

/// <summary>A configured certificate that cannot be used.</summary>
internal sealed class KeyProtectionCheck(KeyCertificates certificates) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            certificates.Failure is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(
                "The certificate that protects the signing keys cannot be used; see the log."));
}
