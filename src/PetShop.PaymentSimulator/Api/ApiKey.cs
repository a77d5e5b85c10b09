using System.Security.Cryptography;
using System.Text;
using PetShop.PaymentSimulator.Api.Requests;

namespace PetShop.PaymentSimulator.Api;

/// <summary>The key that a shop must send.</summary>
internal sealed class ApiKey(string key)
{
    private const string Scheme = "Bearer ";

    /// <exception cref="ApiError">The request does not have the key.</exception>
    public void Check(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw ApiError.Unauthorized("You did not provide an API key: send Authorization: Bearer sk_test_…");
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), Encoding.UTF8.GetBytes(key)))
            throw ApiError.Unauthorized("Invalid API key provided.");
    }
}
