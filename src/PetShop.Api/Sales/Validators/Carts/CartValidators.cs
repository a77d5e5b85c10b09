using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;

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

public sealed class CartFilterValidator : PageQueryValidator<CartFilter>;
