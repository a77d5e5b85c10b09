using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.Api.Sales.Services.Guests;

/// <summary>
/// Links by which guests open their orders for a time. They are signed and not stored. A link works longer than it says
/// while the order is under way, can be returned or may be on its way back, because it is the guest's only way to it.
/// </summary>
internal sealed class GuestLinks(
    GuestSignatures signatures, OrderRepository orders, IOptions<OrdersOptions> options,
    IOptions<ReturnsOptions> returnsOptions, TimeProvider clock)
{
    private const string Purpose = "guest-orders";
    private const int ExpiryLength = sizeof(uint);
    private const int SignatureLength = 32;

    /// <summary>So that a link to an order that is never delivered expires too.</summary>
    private static readonly TimeSpan LongestExtension = TimeSpan.FromDays(366);

    /// <summary>For returns that were requested at the last moment: until they are decided and refunded.</summary>
    private static readonly TimeSpan TimeToSettleReturns = TimeSpan.FromDays(60);

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
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(expiry));
        // Links end when the guest is erased.
        if (await orders.FindProgressAsync(orderId, ct) is not { HasGuest: true } order)
            throw SalesProblems.HasNoOrder(orderId);
        var now = clock.GetStoredNow();
        if (expiresAt <= now && !(now < expiresAt + LongestExtension && IsUnderWay(order, now)))
            throw GuestProblems.LinkHasExpired();
        return Actor.Anonymous with { Client = caller.Client, LinkedId = orderId };
    }

    /// <summary>Whether it is still to be delivered, can be returned, or may have returns to be settled.</summary>
    private bool IsUnderWay(OrderProgress order, DateTimeOffset now) => order.Status switch
    {
        OrderStatus.Cancelled => false,
        OrderStatus.Delivered =>
            now <= returnsOptions.Value.EndFor(order.DeliveredAt, order.UpdatedAt) + TimeToSettleReturns,
        _ => true,
    };

    private static string SubjectOf(long orderId) => orderId.ToString(CultureInfo.InvariantCulture);
}
