using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;

namespace PetShop.Api.Sales.Services.Guests;

/// <summary>Links by which guests open their orders for a time. They are signed and not stored.</summary>
internal sealed class GuestLinks(
    GuestSignatures signatures, IOptions<OrdersOptions> options, TimeProvider clock)
{
    private const string Purpose = "guest-orders";
    private const int ExpiryLength = sizeof(uint);
    private const int SignatureLength = 32;

    /// <summary>The links to an order, valid from a time on.</summary>
    public async ValueTask<GuestOrderLinks> IssueAsync(long orderId, DateTimeOffset from, CancellationToken ct)
    {
        var expiresAt =
            DateTimeOffset.FromUnixTimeSeconds((from + options.Value.GuestLinkValidFor).ToUnixTimeSeconds());
        var expiry = new byte[ExpiryLength];
        BinaryPrimitives.WriteUInt32BigEndian(expiry, (uint)expiresAt.ToUnixTimeSeconds());
        return GuestOrderLinks.Of(
            orderId, await signatures.SignAsync(Purpose, SubjectOf(orderId), expiry, SignatureLength, ct), expiresAt);
    }

    /// <summary>The caller with access to the order. Call it before the unit of work opens.</summary>
    /// <param name="token">As it was sent; null if it is missing.</param>
    /// <exception cref="Core.Errors.ShopException">404: the shop did not issue the token for this order. 403: it has
    /// expired.</exception>
    public async ValueTask<Actor> OpenAsync(Actor caller, long orderId, string? token, CancellationToken ct)
    {
        var expiry = await signatures.VerifyAsync(
            Purpose, SubjectOf(orderId), token, (ExpiryLength, SignatureLength), ct)
            ?? throw SalesProblems.HasNoOrder(orderId);
        if (clock.GetUtcNow().ToUnixTimeSeconds() >= BinaryPrimitives.ReadUInt32BigEndian(expiry))
            throw GuestProblems.LinkHasExpired();
        return Actor.Anonymous with { Client = caller.Client, LinkedId = orderId };
    }

    private static string SubjectOf(long orderId) => orderId.ToString(CultureInfo.InvariantCulture);
}
