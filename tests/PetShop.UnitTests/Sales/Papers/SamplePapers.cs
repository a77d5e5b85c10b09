using CsCheck;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Checkout;
using PetShop.Api.Sales.Services.Edits;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.UnitTests.Sales.Pricing;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>A seller, and orders with their invoices.</summary>
internal static class SamplePapers
{
    public static readonly DocumentSeller Seller = new()
    {
        Name = "Pfotenladen GmbH",
        Address = DocumentAddress.Of(Address("Pfotenladen GmbH", "Hafenstraße 12", "20457", "Hamburg", "DE")),
        VatNumber = "DE123456789",
        TaxRegistration = "27/123/45678",
        RegisterEntry = "HRB 12345, Amtsgericht Hamburg",
        Email = "rechnung@pfotenladen.example",
        Phone = "+49401234567",
        Account = new("DE02120300000000202051", "BYLADEM1001", "Deutsche Kreditbank"),
    };

    public static readonly IssueFacts Facts = new()
    {
        Number = "2026-000017",
        IssueDate = new(2026, 11, 27),
        DueDate = new(2026, 12, 27),
        Supply = new(new(2026, 11, 27), new(2026, 11, 30)),
        Seller = Seller,
        Home = new("DE"),
        PaymentTerms = "Payable within 30 days without deduction.",
    };

    public static readonly CreditFacts Credit = new()
    {
        Number = "G2026-000003",
        IssueDate = new(2026, 12, 10),
        PaymentTerms = "Paid back to your account within 14 days.",
    };

    private static readonly TaxRateTable Germany = new(new Dictionary<TaxClass, RateOfTax>
    {
        [TaxClass.Standard] = new(19, "DE", "VAT"),
        [TaxClass.Reduced] = new(7, "DE", "VAT"),
    });

    /// <summary>Orders of random baskets, some of them with cancelled units.</summary>
    public static readonly Gen<(Order Order, bool IsEdited)> Orders =
        from basket in Baskets.All
        from isEdited in Gen.Bool
        from seed in Gen.Int[0, int.MaxValue]
        select Ordered(basket, isEdited ? new Random(seed) : null);

    /// <summary>The basket that docs/pricing.md computes: the tax is in the prices.</summary>
    public static Order Example(Destination? destination = null) => Of(new Basket
    {
        Currency = Currency.Of("EUR"),
        Lines =
        [
            new(1, new(1, [], null, 1, TaxClass.Reduced, 0), 2, 15.99m),
            new(2, new(2, [], null, 1, TaxClass.Standard, 0), 1, 12.00m),
        ],
        Promotions =
        [
            new()
            {
                Id = 1,
                Name = "Autumn",
                Effect = new Api.Sales.Entities.Promotions.PercentageOff(10),
                Scope = Api.Sales.Entities.Promotions.PromotionScope.AllGoods,
                IsOnOrder = true,
            },
        ],
        Shipping = new()
        {
            MethodId = 1,
            Name = "Parcel",
            Basis = Api.Sales.Entities.Shipping.ShippingBasis.Flat,
            Steps = [new(0, 4.90m)],
        },
        Tax = new() { Treatment = TaxTreatment.Taxed, Destination = Germany, Home = Germany },
    }, destination).Order;

    /// <summary>Two products, one of them at a rate of 0 % if it is taxed, with shipping that is not charged.</summary>
    /// <param name="percent">The rate of the other one.</param>
    public static Order WithFreeShipping(TaxTreatment treatment, decimal percent) => Of(new Basket
    {
        Currency = Currency.Of("EUR"),
        Lines =
        [
            new(1, new(1, [], null, 1, TaxClass.Standard, 0), 2, 15.99m),
            new(2, new(2, [], null, 1, TaxClass.Zero, 0), 1, 12.00m),
        ],
        Promotions =
        [
            new()
            {
                Id = 1,
                Name = "Free shipping",
                Effect = new Api.Sales.Entities.Promotions.FreeShipping(),
                Scope = Api.Sales.Entities.Promotions.PromotionScope.AllGoods,
            },
        ],
        Shipping = new()
        {
            MethodId = 1,
            Name = "Parcel",
            Basis = Api.Sales.Entities.Shipping.ShippingBasis.Flat,
            Steps = [new(0, 4.90m)],
        },
        Tax = new()
        {
            Treatment = treatment,
            Destination = new(new Dictionary<TaxClass, RateOfTax>
            {
                [TaxClass.Standard] = new(percent, "DE", "VAT"),
            }),
            Home = Germany,
        },
    }).Order;

    /// <summary>The same product on three lines, as after edits: 2 units, 1 unit for nothing, and 3 units.</summary>
    public static Order OfOneProduct() => Of(new Basket
    {
        Currency = Currency.Of("EUR"),
        Lines =
        [
            new(1, new(1, [], null, 1, TaxClass.Reduced, 0), 2, 10m),
            new(2, new(1, [], null, 1, TaxClass.Reduced, 0), 1, 0m),
            new(3, new(1, [], null, 1, TaxClass.Reduced, 0), 3, 8m),
        ],
        Tax = new() { Treatment = TaxTreatment.Taxed, Destination = Germany, Home = Germany },
    }).Order;

    /// <summary>Many lines with long names.</summary>
    public static Order Long(int lines, Func<int, string> name, Destination destination) => Of(new Basket
    {
        Currency = Currency.Of("EUR"),
        Lines = [.. Enumerable.Range(1, lines).Select(i => new BasketLine(
            i, new(i, [], null, 1, i % 3 == 0 ? TaxClass.Standard : TaxClass.Reduced, 0), i % 5 + 1, 3.49m + i))],
        Shipping = new()
        {
            MethodId = 1,
            Name = "Parcel",
            Basis = Api.Sales.Entities.Shipping.ShippingBasis.Flat,
            Steps = [new(0, 4.90m)],
        },
        Tax = new() { Treatment = TaxTreatment.Taxed, Destination = Germany, Home = Germany },
    }, destination, name).Order;

    public static PostalAddress Address(
        string name, string street, string postalCode, string city, string country, string? company = null) => new()
        {
            Name = name,
            Company = company,
            Line1 = street,
            Line2 = null,
            City = city,
            Region = null,
            PostalCode = postalCode,
            Country = country,
            Phone = null,
        };

    /// <summary>What the shop would say for an order of this treatment.</summary>
    public static IssueFacts FactsFor(Order order) =>
        order.Pricing.TaxLines is [{ Treatment: TaxTreatment.NotRegistered }, ..]
            ? Facts with { HandedOver = new("US", "CA") } : Facts;

    private static (Order Order, bool IsEdited) Ordered(Basket basket, Random? random)
    {
        var (order, steps) = Of(basket);
        if (random is null || order.Lines.Count < 2)
            return (order, false);
        var cut = order.Lines.Skip(1).Where(_ => random.Next(2) == 0)
            .ToDictionary(line => line.Position, line => random.Next(1, line.Quantity + 1));
        if (cut.Count == 0)
            return (order, false);
        var edited = CancelledUnits.Cancel(order, steps, cut).Summed();
        order.Edit(edited.Kept, edited.Added, edited.Amounts, default);
        return (order, true);
    }

    private static (Order Order, IReadOnlyList<PriceStep> Steps) Of(
        Basket basket, Destination? destination = null, Func<int, string>? name = null)
    {
        var (amounts, lines) = PricedPurchase.Of(basket, PriceCalculator.Price(basket), basket.Lines.Select(
            line => new SoldProduct(line.Product.Id, $"SKU-{line.Product.Id}", name?.Invoke(line.Position) ?? "Ball")));
        if (basket.Tax.Treatment == TaxTreatment.ReverseCharge)
            amounts = amounts with { Pricing = amounts.Pricing with { VatNumber = "FR40303265045" } };
        var order = Order.Place(
            new(227633266688, DateTimeOffset.UnixEpoch), new(1, "Rex Barker", "rex@example.com"),
            destination ?? Destination.Of("1 Kennel Lane\n20457 Hamburg"), amounts, lines);
        return (order, amounts.Steps);
    }
}
