using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Patching;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Validators;

public sealed class UpdateProductValidator : AbstractValidator<UpdateProductRequest>
{
    public UpdateProductValidator(Currency currency)
    {
        this.WhenSet(r => r.Name, name => name.IsName());
        this.WhenSet(r => r.Category, category => category.IsCategory());
        this.WhenSet(r => r.PetType, petType => petType.IsPetType());
        this.WhenSet(r => r.Price, price => price.IsPrice(currency));
        this.WhenSet(r => r.Sku, sku => sku.NotNull().IsSku());
        this.WhenSet(r => r.Description, description => description.IsDescription());
        this.WhenSet(r => r.Cost, cost => cost.IsPriceOrNull(currency));
        this.WhenSet(r => r.Brand, brand => brand.IsBrandName());
        this.WhenSet(r => r.Weight, weight => weight.IsWeight());
        this.WhenSet(r => r.Supplier, supplier => supplier.IsSupplier());
        this.WhenSet(r => r.Barcode, barcode => barcode.IsBarcode());
        this.WhenSet(r => r.ImageUrl, url => url.IsImageUrl());
        this.WhenSet(r => r.LowStockThreshold, threshold => threshold.IsLowStockThreshold());
        this.WhenSet(r => r.BackorderLimit, limit => limit.InclusiveBetween(0, Product.MaxBackorderLimit));
        this.WhenSet(r => r.StockQuantity, stock => stock.Must(_ => false)
            .WithMessage("The stock cannot be changed here, so that an edit cannot undo sales. "
                + "Send PUT /products/{id}/stock with quantity and expected, or POST /products/{id}/stock/movements."));
    }
}
