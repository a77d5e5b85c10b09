using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Validators;

public sealed class CreateProductValidator : AbstractValidator<CreateProductRequest>
{
    public CreateProductValidator(Currency currency)
    {
        RuleFor(r => r.Name).IsName();
        RuleFor(r => r.Category).IsCategory();
        RuleFor(r => r.PetType).IsPetType();
        RuleFor(r => r.Price).NotNull().IsPriceOrNull(currency);
        RuleFor(r => r.Price).NotEqual(0).When(r => r.IsGiftCard is true)
            .WithMessage(ProductProblems.WorthlessGiftCard);
        RuleFor(r => r.AvailableFrom).Null().When(r => r.IsGiftCard is true)
            .WithMessage(ProductProblems.GiftCardOnPreorder);
        RuleFor(r => r.StockQuantity).NotNull().InclusiveBetween(0, Product.MaxStock);
        RuleFor(r => r.LowStockThreshold).IsLowStockThreshold();
        RuleFor(r => r.BackorderLimit).InclusiveBetween(0, Product.MaxBackorderLimit);
        RuleFor(r => r.Sku).IsSku();
        RuleFor(r => r.Description).IsDescription();
        RuleFor(r => r.Cost).IsPriceOrNull(currency);
        RuleFor(r => r.Brand).IsBrandName();
        RuleFor(r => r.Weight).IsWeight();
        RuleFor(r => r.Supplier).IsSupplier();
        RuleFor(r => r.Barcode).IsBarcode();
        RuleFor(r => r.ImageUrl).IsImageUrl();
    }
}
