using FluentValidation;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Time;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Validators.Orders;

public sealed class CheckoutValidator : AbstractValidator<CheckoutRequest>
{
    public CheckoutValidator(Currency currency)
    {
        RuleFor(r => r.Items).HasLines(Order.MaxLines, isOptional: true);
        RuleFor(r => r.Items).NamesEachProductOnce(item => item.ProductId);
        RuleForEach(r => r.Items).SetValidator(new CheckoutItemValidator());
        RuleFor(r => r.ShipTo).Null().When(r => r.ShippingAddress is not null).WithMessage(OrderAddressRules.OnlyOne);
        RuleFor(r => r.ShipTo!).SetValidator(new OrderAddressValidator()).When(r => r.ShipTo is not null);
        RuleFor(r => r.BillTo!).SetValidator(new OrderAddressValidator()).When(r => r.BillTo is not null);
        RuleFor(r => r.ShippingAddress).HasAddressLength();
        RuleFor(r => r.ShippingMethodId).GreaterThan(0);
        RuleFor(r => r.PromotionCodes).AreCodes();
        RuleFor(r => r.ExpectedTotal).IsTotal(currency);
    }
}

/// <summary>Either the fields of an address, or only the id of one.</summary>
public sealed class OrderAddressValidator : AbstractValidator<OrderAddressRequest>
{
    public OrderAddressValidator()
    {
        RuleFor(a => a.AddressId).GreaterThan(0);
        RuleFor(a => a.AddressId).Null().When(a => a.HasFields)
            .WithMessage("Give the fields of an address or an address_id, not both.");
        When(a => a.AddressId is null, this.AddAddressRules);
    }
}

public sealed class CheckoutItemValidator : AbstractValidator<CheckoutItemRequest>
{
    public CheckoutItemValidator()
    {
        RuleFor(i => i.ProductId).NotNull().GreaterThan(0);
        RuleFor(i => i.Quantity).NotNull().InclusiveBetween(1, OrderLine.MaxQuantity);
    }
}

public sealed class UpdateOrderValidator : AbstractValidator<UpdateOrderRequest>
{
    public UpdateOrderValidator()
    {
        this.WhenSet(r => r.Status, status => status.NotNull().CanBeSet());
        this.WhenSet(r => r.ShippingAddress, address => address.NotEmpty().HasAddressLength());
        this.WhenSet(r => r.ShipTo, address => address.NotNull().SetValidator(new OrderAddressValidator()!));
        When(r => r.ShippingAddress.IsSet, () => this.WhenSet(
            r => r.ShipTo, address => address.Null().WithMessage(OrderAddressRules.OnlyOne)));
        this.WhenSet(r => r.PayBy, time => time.NotNull());
    }
}

public sealed class OrderStatusValidator : AbstractValidator<OrderStatusRequest>
{
    public OrderStatusValidator() => RuleFor(r => r.Status).NotNull().CanBeSet();
}

public sealed class OrderFilterValidator : PageQueryValidator<OrderFilter>
{
    private const int MaxSearch = 100;

    public OrderFilterValidator(ShopCalendar calendar)
    {
        RuleFor(f => f.UserId).GreaterThan(0);
        RuleFor(f => f.To).Must((f, to) => calendar.LastOf(to!.Value) >= calendar.FirstOf(f.From!.Value))
            .When(f => f is { From: not null, To: not null })
            .WithMessage("Give a day or time that is not before 'from'.");
        RuleFor(f => f.Number).Must(number => number is null || OrderNumber.TryParse(number, out _))
            .WithMessage("This is not a valid order number. Order numbers look like PS-06ZK-3M92-QX4T. "
                + "To search by the beginning of a number, use q.");
        RuleFor(f => f.Q).IsAtMost(MaxSearch);
    }
}

internal static class OrderStatusRules
{
    /// <summary>A status that a request can set.</summary>
    public static void CanBeSet<T>(this IRuleBuilder<T, OrderStatus?> rule) =>
        rule.NotEqual(OrderStatus.PartiallyShipped).WithMessage(
            "Only a shipment sets this status: send POST /sales/orders/{id}/shipments.");
}

internal static class OrderAddressRules
{
    public const string OnlyOne = "Give ship_to or shipping_address, not both.";

    public static IRuleBuilderOptions<T, string?> HasAddressLength<T>(this IRuleBuilder<T, string?> rule) =>
        rule.IsOfLength(Order.AddressMinLength, Order.AddressMaxLength);
}
