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
    public void It_is_the_country_and_region_of_the_shipping_address() =>
        Assert.Equal(("US", "TX"),
            Place(new(Texas, Text: null, Texas with { Country = "GB", Region = null })).PlaceOfDelivery("DE"));

    [Fact]
    public void A_text_is_in_the_shops_own_country() =>
        Assert.Equal(("AT", null), Place(Destination.Of("1 Kennel Lane")).PlaceOfDelivery("AT"));

    [Fact]
    public void It_follows_a_new_address()
    {
        var order = Place(Destination.Of("1 Kennel Lane"));
        order.Redirect(Texas, text: null, DateTimeOffset.UnixEpoch);
        Assert.Equal(("US", "TX"), order.PlaceOfDelivery("DE"));
    }

    private static Order Place(Destination destination) => SampleOrders.Place(destination, (1, 1, 2));
}
