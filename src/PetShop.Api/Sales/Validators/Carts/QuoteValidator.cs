using FluentValidation;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Validators.Orders;

namespace PetShop.Api.Sales.Validators.Carts;

public sealed class QuoteValidator : AbstractValidator<QuoteRequest>
{
    public QuoteValidator()
    {
        RuleFor(r => r.ShipTo).SetValidator(new OrderAddressValidator()!).When(r => r.ShipTo is not null);
        RuleFor(r => r.ShippingMethodId).GreaterThan(0);
        RuleFor(r => r.PromotionCodes).AreCodes();
    }
}
