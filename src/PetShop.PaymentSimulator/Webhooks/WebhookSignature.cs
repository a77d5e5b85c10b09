using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PetShop.PaymentSimulator.Webhooks;

/// <summary>The header by which the receiver of an event knows that it comes from the provider.</summary>
internal static class WebhookSignature
{
    public const string Header = "Stripe-Signature";

    /// <param name="timestamp">The time of sending, in seconds since 1970.</param>
    public static string Of(byte[] body, string secret, long timestamp)
    {
        var time = timestamp.ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(time + "."), .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
