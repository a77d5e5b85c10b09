using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PetShop.Api.Sales.Entities.Guests;

/// <summary>
/// Identifies a guest in limits, by e-mail address. Like user names, addresses are compared without regard to case; no
/// other spelling is taken for the same address. The address itself is not in the key.
/// </summary>
public static class GuestKey
{
    /// <summary>The prefix and a SHA-256 hash in base64url.</summary>
    public const int Length = 49;

    /// <summary>Begins what replaces the key of a guest that was erased.</summary>
    public const string Erased = "erased:";

    private const string Prefix = "email:";

    /// <param name="key">An order's; null for an account.</param>
    public static bool IsErased(string? key) => key?.StartsWith(Erased, StringComparison.Ordinal) is true;

    /// <param name="email">A valid e-mail address, which is ASCII.</param>
    public static string Of(string email) => Prefix + Base64Url.EncodeToString(
        SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToUpperInvariant())));

    /// <summary>
    /// Replaces the key of a guest that was erased. It keeps the guest's orders together and says nothing about whose
    /// they were.
    /// </summary>
    /// <param name="orderId">The guest's first order.</param>
    public static string OfErased(long orderId) => string.Create(CultureInfo.InvariantCulture, $"{Erased}{orderId}");
}
