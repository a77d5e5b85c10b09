using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Validators.Payments;

public sealed class StartPaymentValidator : AbstractValidator<StartPaymentRequest>
{
    public StartPaymentValidator()
    {
        RuleFor(r => r.Method).NotNull();
        RuleFor(r => r.Amount).GreaterThan(0).LessThanOrEqualTo(Order.MaxTotal);
        RuleFor(r => r.CardId).IsOfLength(1, PaymentCall.CardIdMaxLength)
            .Matches(@"^[A-Za-z0-9_.-]*\z").WithMessage("Give the id of a card as the payment provider writes it.");
        RuleFor(r => r.ReturnUrl).IsWebAddress(Payment.UrlMaxLength);
        RuleFor(r => r.Note).IsAtMost(Payment.NoteMaxLength);
        RuleFor(r => r.CardId).Null().When(r => r.Method is not (null or PaymentMethod.Card))
            .WithMessage("Leave card_id out: it is only for the method card.");
        RuleFor(r => r.ReturnUrl).Null().When(r => r.CardId is null)
            .WithMessage("Leave return_url out: it is only for payments with card_id.");
        RuleFor(r => r.GiftCardCode).IsOfLength(1, GiftCardCode.MaxTyped);
        RuleFor(r => r.StoreCreditId).GreaterThan(0);
        RuleFor(r => r.GiftCardCode).Null().When(r => r.Method is not (null or PaymentMethod.StoreCredit))
            .WithMessage("Leave gift_card_code out: it is only for the method store_credit.");
        RuleFor(r => r.StoreCreditId).Null().When(r => r.Method is not (null or PaymentMethod.StoreCredit))
            .WithMessage("Leave store_credit_id out: it is only for the method store_credit.");
        RuleFor(r => r.StoreCreditId).Null().When(r => r.GiftCardCode is not null)
            .WithMessage("Give either gift_card_code or store_credit_id.");
        RuleFor(r => r.GiftCardCode).NotNull()
            .When(r => r.Method is PaymentMethod.StoreCredit && r.StoreCreditId is null)
            .WithMessage("Give gift_card_code or store_credit_id.");
        RuleFor(r => r.Note).Null().When(r => r.Method is PaymentMethod.Card or PaymentMethod.StoreCredit)
            .WithMessage("Leave note out: it is for payments that an admin records.");
    }
}

public sealed class CapturePaymentValidator : AbstractValidator<CapturePaymentRequest>
{
    public CapturePaymentValidator() => RuleFor(r => r.Amount).GreaterThan(0).LessThanOrEqualTo(Order.MaxTotal);
}

public sealed class PaymentFilterValidator : PageQueryValidator<PaymentFilter>
{
    public PaymentFilterValidator() => RuleFor(f => f.Reference).IsAtMost(Payment.ReferenceMaxLength);
}
