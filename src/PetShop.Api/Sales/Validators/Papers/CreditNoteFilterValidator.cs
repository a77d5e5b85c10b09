using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Sales.Dtos.Papers;

namespace PetShop.Api.Sales.Validators.Papers;

public sealed class CreditNoteFilterValidator : PageQueryValidator<CreditNoteFilter>
{
    public CreditNoteFilterValidator()
    {
        RuleFor(f => f.OrderId).GreaterThan(0);
        RuleFor(f => f.InvoiceId).GreaterThan(0);
        RuleFor(f => f.UserId).GreaterThan(0);
    }
}
