using PetShop.Api.Core.Addresses;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.UnitTests.Sales;

public sealed class PlaceOfDeliveryTests
{
    private static readonly PostalAddress Texas = new()
    {
        Name = "Ada Setter",
        Company = null,
        Line1 = "1 Congress Avenue",
        Line2 = null,
        City = "Austin",
        Region = "TX",
        PostalCode = "73301",
        Country = "US",
        Phone = null,
    };

    [Fact]
    public void It_is_the_place_of_the_shipping_address() =>
        Assert.Equal(new Place("US", "TX", "73301"),
            Order(new(Texas, Text: null, Texas with { Country = "GB", Region = null })).PlaceOfDelivery(new("DE")));

    [Fact]
    public void A_text_is_in_the_shops_own_region() =>
        Assert.Equal(
            new Place("US", "CA"), Order(Destination.Of("1 Kennel Lane")).PlaceOfDelivery(new("US", "CA")));

    [Fact]
    public void It_follows_a_new_address()
    {
        var order = Order(Destination.Of("1 Kennel Lane"));
        order.Redirect(Texas, text: null, DateTimeOffset.UnixEpoch);
        Assert.Equal(new Place("US", "TX", "73301"), order.PlaceOfDelivery(new("DE")));
    }

    private static Order Order(Destination destination) => SampleOrders.Place(destination, (1, 1, 2));
}
