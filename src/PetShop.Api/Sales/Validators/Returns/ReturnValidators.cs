using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Validators.Returns;

public sealed class CreateReturnValidator : AbstractValidator<CreateReturnRequest>
{
    public CreateReturnValidator()
    {
        RuleFor(r => r.OrderId).NotNull().GreaterThan(0);
        RuleFor(r => r.Items).HasLines(Order.MaxLines);
        RuleForEach(r => r.Items).SetValidator(new ReturnItemValidator());
    }
}

public sealed class ReturnItemValidator : AbstractValidator<ReturnItemRequest>
{
    public ReturnItemValidator()
    {
        RuleFor(i => i.ProductId).NotNull().GreaterThan(0);
        RuleFor(i => i.Quantity).NotNull().InclusiveBetween(1, OrderLine.MaxQuantity);
        RuleFor(i => i.Reason).NotEmpty().IsAtMost(ReturnLine.ReasonMaxLength);
    }
}

public sealed class UpdateReturnValidator : AbstractValidator<UpdateReturnRequest>
{
    public UpdateReturnValidator() =>
        this.WhenSet(r => r.AdminNotes, notes => notes.IsAtMost(Return.NotesMaxLength));
}

public sealed class ReturnStatusValidator : AbstractValidator<ReturnStatusRequest>
{
    public ReturnStatusValidator()
    {
        RuleFor(r => r.Status).NotNull();
        RuleFor(r => r.Restock).Must(restock => restock is not true).When(r => r.Status != ReturnStatus.Processed)
            .WithMessage("Goods are returned to stock only by processing: send restock with the status 'processed'.");
    }
}

public sealed class ReturnFilterValidator : PageQueryValidator<ReturnFilter>
{
    public ReturnFilterValidator()
    {
        RuleFor(f => f.OrderId).GreaterThan(0);
        RuleFor(f => f.UserId).GreaterThan(0);
    }
}
