namespace PetShop.Api.Sales.Entities.Credits;

/// <summary>
/// Money that the shop owes in goods: a gift card, which belongs to whoever has its code, or the credit of an account.
/// Its balance is the sum of its movements and changes only under its lock.
/// </summary>
public sealed class StoreCredit
{
    private readonly List<StoreCreditMovement> _movements = [];

    private StoreCredit()
    {
    }

    public long Id { get; private set; }
    public StoreCreditKind Kind { get; private set; }

    /// <summary>The hash of a gift card's code; null for an account's credit.</summary>
    public byte[]? CodeHash { get; private set; }

    /// <summary>The last characters of a gift card's code; null for an account's credit.</summary>
    public string? CodeEnding { get; private set; }

    /// <summary>When its code was last replaced; null if it never was.</summary>
    public DateTimeOffset? CodeReplacedAt { get; private set; }

    /// <summary>The account that did; null if it never was.</summary>
    public long? CodeReplacedBy { get; private set; }

    /// <summary>The account that has it; null for a gift card.</summary>
    public long? UserId { get; private set; }
    public string Currency { get; private set; } = "";

    /// <summary>Never below 0. A trigger on the movements maintains it; this value mirrors it.</summary>
    public decimal Balance { get; private set; }

    /// <summary>The number of its last movement. The same trigger maintains it.</summary>
    public int LastMovement { get; private set; }

    /// <summary>Exclusive; null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Null if it can be used.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Counts changes, for If-Match.</summary>
    public long Version { get; private set; }

    /// <summary>What was added to it since it was loaded.</summary>
    public IReadOnlyList<StoreCreditMovement> Movements => _movements;

    public static StoreCredit OfCode(
        long id, GiftCardCode code, string currency, DateTimeOffset? expiresAt, DateTimeOffset now) => new()
        {
            Id = id,
            Kind = StoreCreditKind.GiftCard,
            CodeHash = code.Hash,
            CodeEnding = code.Ending,
            Currency = currency,
            ExpiresAt = expiresAt,
            CreatedAt = now,
            Version = 1,
        };

    public static StoreCredit OfAccount(
        long id, long userId, string currency, DateTimeOffset? expiresAt, DateTimeOffset now) => new()
        {
            Id = id,
            Kind = StoreCreditKind.Account,
            UserId = userId,
            Currency = currency,
            ExpiresAt = expiresAt,
            CreatedAt = now,
            Version = 1,
        };

    /// <summary>Whether it can be redeemed, if something is left.</summary>
    public bool IsUsable(DateTimeOffset now) => DisabledAt is null && !HasExpired(now);

    public bool HasExpired(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>Whether this is its code.</summary>
    public bool Has(GiftCardCode code) => CodeHash is { } hash && hash.AsSpan().SequenceEqual(code.Hash);

    /// <summary>Gives a gift card another code; the one before finds it no more.</summary>
    /// <param name="actorId">The account that does.</param>
    public void ReplaceCode(GiftCardCode code, long? actorId, DateTimeOffset now) =>
        (CodeHash, CodeEnding, CodeReplacedBy, CodeReplacedAt, Version) =
            (code.Hash, code.Ending, actorId, now, Version + 1);

    /// <summary>Changes the balance. The caller must hold the credit's lock.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is 0, or the balance would be below 0.</exception>
    public void Move(decimal amount, StoreCreditEntry entry, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfZero(amount);
        ArgumentOutOfRangeException.ThrowIfLessThan(Balance + amount, 0, nameof(amount));
        (Balance, LastMovement, Version) = (Balance + amount, LastMovement + 1, Version + 1);
        _movements.Add(StoreCreditMovement.Of(this, amount, entry, now));
    }

    /// <summary>It can no longer be redeemed. What is refunded to it still arrives.</summary>
    /// <returns>Whether something has changed.</returns>
    public bool Disable(DateTimeOffset now)
    {
        if (DisabledAt is not null)
            return false;
        (DisabledAt, Version) = (now, Version + 1);
        return true;
    }

    /// <summary>It can be redeemed again.</summary>
    /// <returns>Whether something has changed.</returns>
    public bool Enable()
    {
        if (DisabledAt is null)
            return false;
        (DisabledAt, Version) = (null, Version + 1);
        return true;
    }
}

/// <summary>Whose a store credit is.</summary>
public enum StoreCreditKind
{
    /// <summary>It belongs to whoever has its code.</summary>
    GiftCard,

    /// <summary>It belongs to an account.</summary>
    Account,
}
