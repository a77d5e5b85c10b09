using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Sales.Dtos.Invoices;

namespace PetShop.Api.Sales.Validators.Invoices;

public sealed class IssueInvoiceValidator : AbstractValidator<IssueInvoiceRequest>
{
    public IssueInvoiceValidator() => RuleFor(r => r.OrderId).NotNull().GreaterThan(0);
}

public sealed class UpdateInvoiceValidator : AbstractValidator<UpdateInvoiceRequest>
{
    public UpdateInvoiceValidator() => this.WhenSet(r => r.DueDate, date => date.NotNull());
}

public sealed class InvoiceStatusValidator : AbstractValidator<InvoiceStatusRequest>
{
    public InvoiceStatusValidator() => RuleFor(r => r.Status).NotNull();
}

public sealed class InvoiceFilterValidator : PageQueryValidator<InvoiceFilter>
{
    public InvoiceFilterValidator()
    {
        RuleFor(f => f.OrderId).GreaterThan(0);
        RuleFor(f => f.UserId).GreaterThan(0);
    }
}
