using FluentValidation;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Validators;

public sealed class SetStockValidator : AbstractValidator<SetStockRequest>
{
    public SetStockValidator()
    {
        RuleFor(r => r.Quantity).NotNull().InclusiveBetween(0, Product.MaxStock);
        RuleFor(r => r.Expected).NotNull().GreaterThanOrEqualTo(0);
    }
}
