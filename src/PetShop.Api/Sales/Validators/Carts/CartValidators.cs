using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Validators.Orders;

namespace PetShop.Api.Sales.Validators.Carts;

public sealed class SetCartValidator : AbstractValidator<SetCartRequest>
{
    public SetCartValidator()
    {
        RuleFor(r => r.Items).HasLines(Cart.MaxLines);
        RuleFor(r => r.Items).NamesEachProductOnce(item => item.ProductId);
        RuleForEach(r => r.Items).SetValidator(new CartItemValidator());
    }
}

public sealed class CartItemValidator : AbstractValidator<CartItemRequest>
{
    public CartItemValidator()
    {
        RuleFor(i => i.ProductId).NotNull().GreaterThan(0);
        RuleFor(i => i.Quantity).NotNull().InclusiveBetween(1, Cart.MaxQuantity);
    }
}

public sealed class AddCartItemValidator : AbstractValidator<AddCartItemRequest>
{
    public AddCartItemValidator() => RuleFor(r => r.Quantity).InclusiveBetween(1, Cart.MaxQuantity);
}

public sealed class SetCartItemValidator : AbstractValidator<SetCartItemRequest>
{
    public SetCartItemValidator() => RuleFor(r => r.Quantity).NotNull().InclusiveBetween(0, Cart.MaxQuantity);
}

public sealed class CartCodesValidator : AbstractValidator<CartCodesRequest>
{
    public CartCodesValidator()
    {
        RuleFor(r => r.PromotionCodes).NotEmpty().WithMessage("Give at least one code. DELETE removes all codes.");
        RuleFor(r => r.PromotionCodes).AreCodes();
        RuleForEach(r => r.PromotionCodes).Must(code => code is null || PromotionCode.KeyOf(code) is not null)
            .WithMessage($"A code has {PromotionCode.MinLength} to {PromotionCode.MaxLength} letters A to Z, digits, "
                + "hyphens and underscores.");
    }
}

public sealed class MergeCartValidator : AbstractValidator<MergeCartRequest>
{
    public MergeCartValidator() => RuleFor(r => r.Token).NotEmpty()
        .WithMessage("Give the Cart-Token of the guest's cart.").IsAtMost(MaxToken);

    /// <summary>More than any token has.</summary>
    private const int MaxToken = 200;
}

public sealed class CartFilterValidator : PageQueryValidator<CartFilter>;
