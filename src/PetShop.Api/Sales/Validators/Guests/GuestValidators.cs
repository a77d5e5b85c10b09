using FluentValidation;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Validators.Orders;
using PetShop.Api.Sales.Validators.Returns;
using PetShop.Api.Sales.Validators.Timeline;

namespace PetShop.Api.Sales.Validators.Guests;

public sealed class GuestCheckoutValidator : AbstractValidator<GuestCheckoutRequest>
{
    public GuestCheckoutValidator(Currency currency)
    {
        RuleFor(r => r.Email).Cascade(CascadeMode.Stop).Email();
        RuleFor(r => r.Items).HasLines(Order.MaxLines, isOptional: true);
        RuleFor(r => r.Items).NamesEachProductOnce(item => item.ProductId);
        RuleForEach(r => r.Items).SetValidator(new CheckoutItemValidator());
        RuleFor(r => r.ShipTo!).NotNull().WithMessage("Give the address to which the order is sent.")
            .SetValidator(new GuestAddressValidator());
        RuleFor(r => r.BillTo!).SetValidator(new GuestAddressValidator()).When(r => r.BillTo is not null);
        RuleFor(r => r.ShippingMethodId).GreaterThan(0);
        RuleFor(r => r.PromotionCodes).AreCodes();
        RuleFor(r => r.ExpectedTotal).InclusiveBetween(0, Order.MaxTotal)
            .Must(total => total is null || currency.Fits(total.Value))
            .WithMessage($"Give at most {currency.Decimals} decimals, as {currency.Code} has.");
    }
}

public sealed class GuestAddressValidator : AbstractValidator<GuestAddressRequest>
{
    public GuestAddressValidator() => this.AddAddressRules();
}

public sealed class GuestReturnValidator : AbstractValidator<GuestReturnRequest>
{
    public GuestReturnValidator()
    {
        RuleFor(r => r.Items).HasLines(Order.MaxLines);
        RuleForEach(r => r.Items).SetValidator(new ReturnItemValidator());
    }
}

public sealed class GuestNoteValidator : AbstractValidator<GuestNoteRequest>
{
    public GuestNoteValidator() => RuleFor(r => r.Text).IsNote();
}

public sealed class GuestErasureValidator : AbstractValidator<GuestErasureRequest>
{
    public GuestErasureValidator() => RuleFor(r => r.Email).Cascade(CascadeMode.Stop).Email();
}

public sealed class GuestListQueryValidator : PageQueryValidator<GuestListQuery>;
