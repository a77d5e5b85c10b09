using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Authorization;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Limits;

/// <summary>The limit that a request counts against.</summary>
internal enum Quota
{
    Anonymous,
    Account,
    SignIn,
    Guest,
    CodesOfAccount,
    CodesOfAddress,
    MailRequests,
}

/// <summary>A client whose requests are counted together.</summary>
/// <param name="Number">The account's id or the address: IPv4, or the first 64 bits of IPv6, which belong to one
/// customer.</param>
/// <param name="IsShared">Whether it stands for all clients of several networks.</param>
internal readonly record struct Client(Quota Quota, long Number, bool IsShared = false)
{
    private const int SharedClients = 1024;
    private const int BytesOfIPv6Network = 8;

    /// <summary>
    /// Counts by account if there is one. Write routes that need no token count by address, even if the caller is
    /// signed in, because passwords are guessed there. Those of guests have a limit of their own: shopping must not use
    /// up the sign-ins of a shared address.
    /// </summary>
    public static Client Of(HttpContext context)
    {
        if (IsOpenWrite(context))
            return new(QuotaOfOpenWrite(context), NumberOf(context.Connection.RemoteIpAddress));
        if (context.User.Identity is ActorIdentity identity)
            return new(Quota.Account, identity.Actor.UserId);
        return context.Request.Headers.Authorization.Count > 0 && context.Features.Get<UnverifiedCaller>() is { } unseen
            ? new(Quota.Account, unseen.UserId)
            : new(Quota.Anonymous, NumberOf(context.Connection.RemoteIpAddress));
    }

    /// <summary>
    /// All that wrong guesses of codes count against: the address, because whoever guesses opens many accounts, and the
    /// account, which can change its address.
    /// </summary>
    public static Client[] OfCodes(Actor actor)
    {
        Client address = new(Quota.CodesOfAddress, NumberOf(actor.Client.Address));
        return actor.AccountId is { } account ? [address, new(Quota.CodesOfAccount, account)] : [address];
    }

    /// <summary>What requests of mails to anybody count against.</summary>
    public static Client OfMailRequests(Actor actor) => new(Quota.MailRequests, NumberOf(actor.Client.Address));

    /// <summary>
    /// One of a fixed number of clients that this address shares with others, including those of its wider network: a
    /// flood from many addresses of one network affects that network first.
    /// </summary>
    public Client Shared()
    {
        var wider = Number is >= 0 and <= uint.MaxValue ? Number >> 16 : Number >> 32;
        return new(Quota, (int)((uint)HashCode.Combine(Quota, wider) % SharedClients), IsShared: true);
    }

    private static bool IsOpenWrite(HttpContext context) =>
        IsWrite(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static Quota QuotaOfOpenWrite(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GuestWriteAttribute>() is null ? Quota.SignIn : Quota.Guest;

    /// <summary>Whether a request of this method may change something.</summary>
    public static bool IsWrite(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    internal static long NumberOf(IPAddress? address)
    {
        if (address is null)
            return 0;
        var plain = ClientInfo.Plain(address);
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : BinaryPrimitives.ReadInt64BigEndian(bytes[..BytesOfIPv6Network]);
    }
}
