using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Validators.Credits;

public sealed class IssueStoreCreditValidator : AbstractValidator<IssueStoreCreditRequest>
{
    public IssueStoreCreditValidator()
    {
        RuleFor(r => r.UserId).GreaterThan(0);
        RuleFor(r => r.Amount).NotNull().GreaterThan(0).LessThanOrEqualTo(Order.MaxTotal);
        RuleFor(r => r.Note).IsAtMost(StoreCreditMovement.NoteMaxLength);
    }
}

public sealed class AdjustStoreCreditValidator : AbstractValidator<AdjustStoreCreditRequest>
{
    public AdjustStoreCreditValidator()
    {
        RuleFor(r => r.Amount).NotNull().InclusiveBetween(-Order.MaxTotal, Order.MaxTotal);
        RuleFor(r => r.Amount).NotEqual(0).WithMessage("Give an amount other than 0.");
        RuleFor(r => r.Reason).NotEmpty().IsAtMost(StoreCreditMovement.NoteMaxLength);
    }
}

public sealed class GiftCardBalanceValidator : AbstractValidator<GiftCardBalanceRequest>
{
    public GiftCardBalanceValidator() => RuleFor(r => r.GiftCardCode).NotNull().IsOfLength(1, GiftCardCode.MaxTyped);
}

public sealed class StoreCreditFilterValidator : PageQueryValidator<StoreCreditFilter>
{
    public StoreCreditFilterValidator()
    {
        RuleFor(f => f.UserId).GreaterThan(0);
        RuleFor(f => f.CodeEnding).IsOfLength(GiftCardCode.EndingLength, GiftCardCode.EndingLength);
    }
}

public sealed class StoreCreditMovementFilterValidator : PageQueryValidator<StoreCreditMovementFilter>;
