using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Shipments;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Shipments;

namespace PetShop.Api.Sales.Validators.Shipments;

public sealed class CreateShipmentValidator : AbstractValidator<CreateShipmentRequest>
{
    public CreateShipmentValidator()
    {
        RuleFor(r => r.Items).HasLines(Order.MaxLines, isOptional: true);
        RuleFor(r => r.Items).NamesEachProductOnce(item => item.ProductId);
        RuleForEach(r => r.Items).SetValidator(new ShipmentItemValidator());
        RuleFor(r => r.Carrier).IsAtMost(Shipment.CarrierMaxLength);
        RuleFor(r => r.TrackingNumber).IsAtMost(Shipment.TrackingNumberMaxLength);
        RuleFor(r => r.TrackingUrl).IsWebAddress(Shipment.TrackingUrlMaxLength);
    }
}

public sealed class ShipmentItemValidator : AbstractValidator<ShipmentItemRequest>
{
    public ShipmentItemValidator()
    {
        RuleFor(i => i.ProductId).NotNull().GreaterThan(0);
        RuleFor(i => i.Quantity).NotNull().GreaterThan(0);
    }
}

public sealed class UpdateShipmentValidator : AbstractValidator<UpdateShipmentRequest>
{
    public UpdateShipmentValidator()
    {
        this.WhenSet(r => r.Carrier, carrier => carrier.IsAtMost(Shipment.CarrierMaxLength));
        this.WhenSet(r => r.TrackingNumber, number => number.IsAtMost(Shipment.TrackingNumberMaxLength));
        this.WhenSet(r => r.TrackingUrl, url => url.IsWebAddress(Shipment.TrackingUrlMaxLength));
    }
}

public sealed class ShipmentFilterValidator : PageQueryValidator<ShipmentFilter>;
