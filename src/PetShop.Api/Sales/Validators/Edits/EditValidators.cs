using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Validators.Edits;

public sealed class CancelOrderValidator : AbstractValidator<CancelOrderRequest>
{
    public CancelOrderValidator()
    {
        RuleFor(r => r.Items).HasLines(Order.MaxLines, isOptional: true);
        RuleFor(r => r.Items).NamesEachProductOnce(item => item.ProductId);
        RuleForEach(r => r.Items).SetValidator(new CancelItemValidator());
    }
}

public sealed class CancelItemValidator : AbstractValidator<CancelItemRequest>
{
    public CancelItemValidator()
    {
        RuleFor(i => i.ProductId).NotNull().GreaterThan(0);
        RuleFor(i => i.Quantity).NotNull().GreaterThan(0);
    }
}

public sealed class EditOrderValidator : AbstractValidator<EditOrderRequest>
{
    public EditOrderValidator(Currency currency)
    {
        RuleFor(r => r.Items).HasLines(Order.MaxLines);
        RuleFor(r => r.Items).NamesEachProductOnce(item => item.ProductId);
        RuleForEach(r => r.Items).SetValidator(new EditItemValidator());
        RuleFor(r => r.ExpectedTotal).IsTotal(currency);
    }
}

public sealed class EditItemValidator : AbstractValidator<EditItemRequest>
{
    public EditItemValidator()
    {
        RuleFor(i => i.ProductId).NotNull().GreaterThan(0);
        RuleFor(i => i.Quantity).NotNull().InclusiveBetween(0, OrderLine.MaxQuantity);
    }
}
