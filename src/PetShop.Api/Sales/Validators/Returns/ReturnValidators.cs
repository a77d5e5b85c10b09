using FluentValidation;
using PetShop.Api.Core.Http;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Validators.Returns;

public sealed class CreateReturnValidator : AbstractValidator<CreateReturnRequest>
{
    private const int MaxItems = 100;

    public CreateReturnValidator()
    {
        RuleFor(r => r.OrderId).NotNull().GreaterThan(0);
        RuleFor(r => r.Items).HasLines(MaxItems);
        RuleForEach(r => r.Items).SetValidator(new ReturnItemValidator());
    }
}

public sealed class ReturnItemValidator : AbstractValidator<ReturnItemRequest>
{
    private const int MaxQuantity = 100;

    public ReturnItemValidator()
    {
        RuleFor(i => i.ProductId).NotNull().GreaterThan(0);
        RuleFor(i => i.Quantity).NotNull().InclusiveBetween(1, MaxQuantity);
        RuleFor(i => i.Reason).NotEmpty().MaximumLength(ReturnLine.ReasonMaxLength);
    }
}

public sealed class UpdateReturnValidator : AbstractValidator<UpdateReturnRequest>
{
    public UpdateReturnValidator() =>
        this.WhenSet(r => r.AdminNotes, notes => notes.MaximumLength(Return.NotesMaxLength));
}

public sealed class ReturnStatusValidator : AbstractValidator<ReturnStatusRequest>
{
    public ReturnStatusValidator()
    {
        RuleFor(r => r.Status).NotNull();
        RuleFor(r => r.Restock).Must(restock => restock is not true).When(r => r.Status != ReturnStatus.Processed)
            .WithMessage("Only a return that is being processed puts goods back: send it with the status 'processed'.");
    }
}

public sealed class ReturnFilterValidator : PageQueryValidator<ReturnFilter>;
