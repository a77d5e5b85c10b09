using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using PetShop.Api.Operations.Entities;

namespace PetShop.Api.Operations.Services.Webhooks;

/// <summary>Makes and uses the secrets with which messages to subscribers are signed (Standard Webhooks).</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";
    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("Webhooks");

    /// <returns>The secret for the subscriber, and as it is stored.</returns>
    public (string Shown, string Stored) Create()
    {
        var secret = Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        return (secret, _protector.Protect(secret));
    }

    /// <summary>
    /// The signatures of a message, separated by spaces: one for each secret that is valid, so that a subscriber can
    /// change to a new one at any time.
    /// </summary>
    public string Sign(Webhook webhook, string id, DateTimeOffset at, string body)
    {
        var signed = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{body}"));
        var signature = Sign(_protector.Unprotect(webhook.Secret), signed);
        return webhook.OldSecret is { } old && at < webhook.OldSecretUntil && TryUnprotect(old) is { } secret
            ? $"{signature} {Sign(secret, signed)}" : signature;
    }

    /// <summary>Null if its key is lost: then the subscriber has been given a new secret for that reason.</summary>
    private string? TryUnprotect(string secret)
    {
        try
        {
            return _protector.Unprotect(secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Sign(string secret, byte[] signed) => "v1,"
        + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed));
}
