using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Services.Shipping;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>Chooses how goods are shipped, from the methods that are offered for their destination.</summary>
internal sealed class ShippingChoice(IShippingTable table)
{
    private ShippingBook? _book;

    /// <summary>Call it before the unit of work opens, because it may need its own connection.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct) => _book = await table.CurrentAsync(ct);

    private ShippingBook Book =>
        _book ?? throw new InvalidOperationException($"Call {nameof(PrepareAsync)} first.");

    /// <inheritdoc cref="ShippingBook.IsPickUp"/>
    public bool IsPickUp(long? methodId) => methodId is { } id && Book.IsPickUp(id);

    /// <inheritdoc cref="ShippingBook.DistinguishesWithin"/>
    public bool DistinguishesWithin(string country) => Book.DistinguishesWithin(country);

    /// <summary>
    /// The methods for a destination. In a shop without shipping zones, nothing is offered or chosen.
    /// </summary>
    /// <param name="weight">The weight of the goods in kilograms.</param>
    /// <param name="methodId">Null for the first method that delivers.</param>
    /// <exception cref="ShopException">
    /// 400: the method is not offered. 409: the shop does not deliver there.
    /// </exception>
    /// <exception cref="InvalidOperationException"><see cref="PrepareAsync"/> was not called.</exception>
    public ShippingOptions Choose(Place to, decimal weight, long? methodId)
    {
        var book = Book;
        var offers = book.OffersFor(to, weight);
        if (methodId is { } id)
            return new(offers, offers.FirstOrDefault(offer => offer.Rule.MethodId == id)
                ?? throw ShopException.Invalid("shipping_method_id", NotOffered(id, offers)));
        // Somebody who gave an address does not want to collect the goods, so pick-up is never chosen for them.
        var first = offers.FirstOrDefault(offer => !offer.IsPickUp);
        return first is not null || book.IsEmpty ? new(offers, first) : throw SalesProblems.IsNotDelivered();
    }

    private static string NotOffered(long id, IReadOnlyList<ShippingOffer> offers) => offers.Count == 0
        ? $"Shipping method {id} is not offered for this destination."
        : $"Shipping method {id} is not offered for this destination. Choose one of "
            + $"{string.Join(", ", offers.Select(offer => $"{offer.Rule.MethodId} ({offer.Rule.Name})"))}.";
}

/// <summary>The methods that are offered, and the chosen one.</summary>
/// <param name="Chosen">Null if the shop has no shipping zones.</param>
internal sealed record ShippingOptions(IReadOnlyList<ShippingOffer> Offers, ShippingOffer? Chosen);
