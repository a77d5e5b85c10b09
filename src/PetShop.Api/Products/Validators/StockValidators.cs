using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Time;
using PetShop.Api.Core.Validation;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Ledger;

namespace PetShop.Api.Products.Validators;

public sealed class SetStockValidator : AbstractValidator<SetStockRequest>
{
    public SetStockValidator()
    {
        RuleFor(r => r.Quantity).NotNull().InclusiveBetween(0, Product.MaxStock);
        RuleFor(r => r.Expected).NotNull().IsFigure();
    }
}

public sealed class AddStockMovementValidator : AbstractValidator<AddStockMovementRequest>
{
    public AddStockMovementValidator()
    {
        RuleFor(r => r.Reason).NotNull();
        RuleFor(r => r.Quantity).NotNull().InclusiveBetween(-Product.MaxStock, Product.MaxStock);
        RuleFor(r => r.Quantity).Must(quantity => quantity != 0)
            .WithMessage("Give a number other than 0. A count that changes nothing is set by PUT.");
        RuleFor(r => r.Quantity)
            .Must((r, quantity) => r.Reason != StockChangeReason.Received || quantity is null or >= 0)
            .WithMessage("Give a positive number for received.");
        RuleFor(r => r.Quantity)
            .Must((r, quantity) => r.Reason != StockChangeReason.Damaged || quantity is null or <= 0)
            .WithMessage("Give a negative number for damaged.");
        RuleFor(r => r.Note).IsAtMost(StockMovement.NoteLength);
    }
}

public sealed class StockMovementFilterValidator : PageQueryValidator<StockMovementFilter>
{
    public StockMovementFilterValidator(ShopCalendar calendar) =>
        RuleFor(f => f.To).Must((f, to) => calendar.LastOf(to!.Value) >= calendar.FirstOf(f.From!.Value))
            .When(f => f is { From: not null, To: not null })
            .WithMessage("Give a day or time that is not before 'from'.");
}

public sealed class LowStockFilterValidator : PageQueryValidator<LowStockFilter>;

public sealed class StockCountValidator : AbstractValidator<StockCountRequest>
{
    public StockCountValidator()
    {
        var message = $"Give 1 to {StockCountRequest.MaxLines} lines.";
        RuleFor(r => r.Lines).Cascade(CascadeMode.Stop).NotNull().WithMessage(message)
            .HasSize(1, StockCountRequest.MaxLines, lines => lines!.Count).WithMessage(message)
            .Must(lines => lines is null || lines.All(line => line is not null))
            .WithMessage("A line must be an object: { … }.");
        RuleForEach(r => r.Lines).SetValidator(new StockCountLineValidator());
        RuleFor(r => r.Note).IsAtMost(StockMovement.NoteLength);
    }
}

public sealed class StockCountLineValidator : AbstractValidator<StockCountLine>
{
    public StockCountLineValidator()
    {
        RuleFor(l => l.ProductId).GreaterThan(0);
        RuleFor(l => l.ProductId).Must((l, id) => id is null != (l.Sku is null))
            .WithMessage("Give either product_id or sku.");
        RuleFor(l => l.Sku).IsSku();
        RuleFor(l => l.Counted).NotNull().InclusiveBetween(0, Product.MaxStock);
        RuleFor(l => l.Expected).IsFigure();
    }
}

internal static class StockRules
{
    /// <summary>A stock figure, which is negative if units were sold on back-order.</summary>
    public static void IsFigure<T>(this IRuleBuilder<T, int?> rule) =>
        rule.InclusiveBetween(-Product.MaxBackorderLimit, int.MaxValue);
}
