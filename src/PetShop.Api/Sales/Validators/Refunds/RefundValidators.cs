using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Validators.Refunds;

public sealed class RefundOrderValidator : AbstractValidator<RefundOrderRequest>
{
    public RefundOrderValidator()
    {
        RuleFor(r => r.Items).HasLines(Order.MaxLines, isOptional: true);
        RuleFor(r => r.Items).NamesEachProductOnce(item => item.ProductId);
        RuleForEach(r => r.Items).SetValidator(new RefundItemValidator());
        RuleFor(r => r.Amount).GreaterThan(0).LessThanOrEqualTo(Order.MaxTotal);
        RuleFor(r => r.Items).NotNull().When(r => r.Amount is null && r.Shipping is not true && r.GiftCards is null)
            .WithMessage("Give an amount, items, or shipping: true; of an order of gift cards, gift_cards.");
        RuleFor(r => r.GiftCards)
            .Must(cards => cards is null
                || (cards.Count is > 0 and <= BoughtGiftCard.MaxOfOrder && cards.Distinct().Count() == cards.Count))
            .WithMessage($"Give 1 to {BoughtGiftCard.MaxOfOrder} numbers, each once.");
        RuleFor(r => r.GiftCards).Null()
            .When(r => r.Amount is not null || r.Items is not null || r.Shipping is true)
            .WithMessage("Give either gift_cards, or an amount, items or shipping.");
        RuleFor(r => r.Amount).Null().When(r => r.Items is not null || r.Shipping is true)
            .WithMessage("Give either an amount, or items and shipping.");
        RuleFor(r => r.Note).IsAtMost(Refund.NoteMaxLength);
    }
}

public sealed class RefundItemValidator : AbstractValidator<RefundItemRequest>
{
    public RefundItemValidator()
    {
        RuleFor(i => i.ProductId).NotNull().GreaterThan(0);
        RuleFor(i => i.Quantity).NotNull().InclusiveBetween(1, OrderLine.MaxQuantity);
    }
}

public sealed class RefundTransferFilterValidator : PageQueryValidator<RefundTransferFilter>
{
    public RefundTransferFilterValidator() => RuleFor(f => f.Status).NotEqual(RefundTransferStatus.Succeeded)
        .WithMessage("Give failed or pending.");
}
