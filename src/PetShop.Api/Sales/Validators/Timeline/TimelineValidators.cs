using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Timeline;
using PetShop.Api.Sales.Entities.Timeline;

namespace PetShop.Api.Sales.Validators.Timeline;

public sealed class TimelineFilterValidator : PageQueryValidator<TimelineFilter>;

public sealed class OrderNoteValidator : AbstractValidator<OrderNoteRequest>
{
    public OrderNoteValidator() => RuleFor(r => r.Text).NotEmpty().IsOfLength(1, OrderEvent.TextMaxLength);
}
