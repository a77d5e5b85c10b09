using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Repositories.Promotions;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.Api.Sales.Services.Promotions.Guesses;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>The promotions that a customer can use now, for quotes and checkouts.</summary>
internal sealed class PromotionLookup(
    PromotionTable table, PromotionLookupRepository promotions, CodeGuesses guesses, TimeProvider clock)
{
    private PromotionOffers? _offers;

    /// <summary>
    /// Reads the automatic promotions if they are not in memory. Call it before the unit of work opens, because it may
    /// need its own connection.
    /// </summary>
    public async ValueTask PrepareAsync(CancellationToken ct) => _offers = await table.CurrentAsync(ct);

    /// <summary>The automatic promotions, also those that are used up.</summary>
    /// <exception cref="InvalidOperationException"><see cref="PrepareAsync"/> was not called.</exception>
    public IReadOnlyList<PromotionOffer> Automatic => Offers.Automatic;

    /// <summary>What applied without a code at a time and has ended since then.</summary>
    /// <exception cref="InvalidOperationException"><see cref="PrepareAsync"/> was not called.</exception>
    public IEnumerable<AutomaticOffer> EndedSince(DateTimeOffset time)
    {
        var now = clock.GetUtcNow();
        return Offers.Ending.Where(offer => offer.AppliesAt(time) && offer.HasEnded(now));
    }

    private PromotionOffers Offers =>
        _offers ?? throw new InvalidOperationException($"Call {nameof(PrepareAsync)} first.");

    /// <summary>
    /// The automatic promotions and those of the codes, without those that are used up. It adds one statement to the
    /// batch, or none if there is nothing to ask the database. What it finds is no promise: limits are taken by
    /// <see cref="PromotionLimits.Take"/>.
    /// </summary>
    /// <param name="customer">Null if the customer is not known: limits per customer are then left to checkout.</param>
    /// <exception cref="Core.Errors.ShopException">429: too many codes that do not exist were typed.</exception>
    /// <exception cref="InvalidOperationException"><see cref="PrepareAsync"/> was not called.</exception>
    public Deferred<UsablePromotions> Read(
        StatementBatch batch, RequestedCodes codes, PromotionCustomer? customer)
    {
        var automatic = Automatic;
        var keys = KeysOf(codes.Typed);
        var limited = automatic.Where(offer => offer.IsLimited).Select(offer => offer.Rule.Id).ToArray();
        var free = automatic.Where(offer => !offer.IsLimited).ToList();
        if (codes.TypedBy is { } caller)
            guesses.RequireLeft(caller);
        if (keys.Length + limited.Length == 0 && codes.Cart is null)
            return Counted(codes, new(() => Choose(free, codes.All, [])));
        var counted = new CustomerKeys(customer?.Key, customer?.UserId, customer?.GuestKey);
        return Counted(codes, promotions.Read(batch, keys, limited, counted, codes.Cart)
            .Select(found => Choose(free, codes.All, found)));
    }

    /// <summary>
    /// The same for the codes that several customers keep on carts, one statement for all: what can be used is chosen
    /// for each cart by its codes. Limits per customer are left to checkout, and what can be used without a code is
    /// left out.
    /// </summary>
    public Deferred<Func<IReadOnlyCollection<string>, UsablePromotions>> ReadKept(
        StatementBatch batch, IEnumerable<string> codes) =>
        promotions.Read(batch, KeysOf(codes), [], default, cart: null).Select(
            found => new Func<IReadOnlyCollection<string>, UsablePromotions>(kept => Choose([], kept, found)));

    private static string[] KeysOf(IEnumerable<string> codes) =>
        [.. codes.Select(PromotionCode.KeyOf).OfType<string>().Distinct()];

    /// <summary>The same, where codes that do not exist are counted once if the caller has typed them.</summary>
    private Deferred<UsablePromotions> Counted(RequestedCodes codes, Deferred<UsablePromotions> read)
    {
        if (codes.TypedBy is not { } caller)
            return read;
        UsablePromotions? usable = null;
        return new(() =>
        {
            if (usable is null)
            {
                usable = read.Value;
                guesses.Count(caller, usable.Refused.Count(code => code.Reason == CodeRefusal.Unknown));
            }
            return usable;
        });
    }

    private UsablePromotions Choose(
        List<PromotionOffer> free, IReadOnlyCollection<string> codes, List<FoundPromotion> found)
    {
        var now = clock.GetUtcNow();
        var offers = new List<PromotionOffer>(free);
        offers.AddRange(found
            .Where(row => row.Key is null && !row.Promotion.NeedsCode && Refusal(row, now) is null)
            .Select(row => PromotionOffer.Of(row.Promotion, code: null)));
        var (refused, usable) = (new List<RefusedCode>(), new List<UsableCode>());
        var byKey = found.Where(row => row is { Key: not null, Promotion.NeedsCode: true })
            .ToDictionary(row => row.Key!);
        foreach (var (code, key) in codes.Select(code => (code, PromotionCode.KeyOf(code)))
            .DistinctBy(each => each.Item2 ?? each.code))
        {
            var row = key is null ? null : byKey.GetValueOrDefault(key);
            var refusal = row is null ? CodeRefusal.Unknown : Refusal(row, now);
            if (refusal is null && offers.Exists(offer => offer.Rule.Id == row!.Promotion.Id))
                refusal = CodeRefusal.SamePromotion;
            if (refusal is { } reason)
            {
                refused.Add(new(code, reason));
                continue;
            }
            var offer = PromotionOffer.Of(row!.Promotion, row.Code);
            usable.Add(new(code, offer));
            offers.Add(offer);
        }
        return new(offers, refused) { Codes = usable };
    }

    private static CodeRefusal? Refusal(FoundPromotion row, DateTimeOffset now)
    {
        var promotion = row.Promotion;
        return !promotion.IsActive || now < promotion.StartsAt ? CodeRefusal.Unknown
            : promotion.HasEnded(now) ? CodeRefusal.Ended
            : row.HasOrdered ? CodeRefusal.FirstOrderOnly
            : row.Uses >= promotion.MaxUses || row.UsesOfCode >= row.MaxUses ? CodeRefusal.UsedUp
            : row.UsesOfCustomer >= promotion.LimitPerCustomer ? CodeRefusal.UsedUpByCustomer
            : null;
    }
}

/// <summary>The codes that a customer wants to use: those of a request, or those that a cart keeps.</summary>
/// <param name="Typed">As the customer typed them; none if they are the cart's.</param>
internal sealed record RequestedCodes(IReadOnlyList<string> Typed)
{
    private readonly Deferred<IReadOnlyList<string>>? _kept;

    /// <summary>The codes of a cart.</summary>
    /// <param name="cart">A cart that the batch locks before it reads the promotions.</param>
    /// <param name="kept">Its codes.</param>
    public RequestedCodes(CartOwner cart, Deferred<IReadOnlyList<string>> kept) : this([]) =>
        (Cart, _kept) = (cart, kept);

    /// <summary>Codes in a request; the cart's, if it has none.</summary>
    public static RequestedCodes Of(Actor actor, IReadOnlyList<string>? typed, IReadOnlyList<string> kept) =>
        typed is { Count: > 0 } ? new(typed) { TypedBy = actor } : new(typed ?? kept);

    /// <summary>Who tries the codes now; null if they are kept on a cart, or there are none.</summary>
    public Actor? TypedBy { get; init; }

    /// <summary>The cart whose codes they are; null for those of a request.</summary>
    public CartOwner? Cart { get; }

    /// <summary>The codes, available after the batch has been sent.</summary>
    public IReadOnlyList<string> All => _kept?.Value ?? Typed;
}

/// <summary>The promotions that a customer can use now.</summary>
/// <param name="Offers">Each promotion once.</param>
/// <param name="Refused">The codes that have no effect, in the order in which they were given.</param>
internal sealed record UsablePromotions(IReadOnlyList<PromotionOffer> Offers, IReadOnlyList<RefusedCode> Refused)
{
    /// <summary>For the price calculator.</summary>
    public IReadOnlyList<PromotionRule> Rules { get; } = [.. Offers.Select(offer => offer.Rule)];

    /// <summary>The given codes that can be used.</summary>
    public IReadOnlyList<UsableCode> Codes { get; init; } = [];
}

/// <summary>A code that can be used.</summary>
/// <param name="Code">As the customer typed it.</param>
/// <param name="Offer">Its promotion.</param>
internal sealed record UsableCode(string Code, PromotionOffer Offer);

/// <summary>A code that has no effect.</summary>
/// <param name="Code">As the customer typed it.</param>
internal sealed record RefusedCode(string Code, CodeRefusal Reason)
{
    /// <summary>The amount of goods that it needs, as it is shown; null if it needs none.</summary>
    public string? Minimum { get; init; }
}
