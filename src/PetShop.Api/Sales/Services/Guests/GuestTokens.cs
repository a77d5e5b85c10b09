using System.Security.Cryptography;
using System.Text;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Carts;

namespace PetShop.Api.Sales.Services.Guests;

/// <summary>
/// The tokens by which guests have their carts: 256 random bits with a signature, so that nobody can make a cart under
/// a token that the shop did not issue, although the shop keeps nothing until the cart has a line.
/// </summary>
internal sealed class GuestTokens(GuestSignatures signatures)
{
    private const string Purpose = "guest-carts";
    private const string AddressPurpose = "guest-addresses";
    private const string Subject = "cart";
    private const int RandomLength = 32;

    /// <summary>Together with the random part, it fills whole groups of base64url: 64 characters.</summary>
    private const int SignatureLength = 16;

    public ValueTask<string> NewAsync(CancellationToken ct) => signatures.SignAsync(
        Purpose, Subject, RandomNumberGenerator.GetBytes(RandomLength), SignatureLength, ct);

    /// <summary>Whose cart the token is for. Call it before the unit of work opens.</summary>
    /// <param name="client">Where the request came from.</param>
    /// <exception cref="Core.Errors.ShopException">404: the shop did not issue the token.</exception>
    public async ValueTask<CartOwner> OwnerOfAsync(string? token, ClientInfo client, CancellationToken ct)
    {
        if (await signatures.VerifyAsync(Purpose, Subject, token, (RandomLength, SignatureLength), ct) is null)
            throw GuestProblems.HasNoCart();
        return CartOwner.OfGuest(SHA256.HashData(Encoding.ASCII.GetBytes(token!)),
            await signatures.HashAsync(AddressPurpose, client.Subscriber, ct));
    }
}
