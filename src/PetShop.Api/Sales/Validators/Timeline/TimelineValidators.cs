using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Timeline;
using PetShop.Api.Sales.Entities.Timeline;

namespace PetShop.Api.Sales.Validators.Timeline;

public sealed class TimelineFilterValidator : PageQueryValidator<TimelineFilter>;

public sealed class OrderNoteValidator : AbstractValidator<OrderNoteRequest>
{
    public OrderNoteValidator() => RuleFor(r => r.Text).IsNote();
}

internal static class NoteRules
{
    /// <summary>The text of a note on an order.</summary>
    public static void IsNote<T>(this IRuleBuilderInitial<T, string?> text) =>
        text.NotEmpty().IsOfLength(1, OrderEvent.TextMaxLength);
}
