using FluentValidation;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Validation;
using PetShop.Api.Operations.Dtos.Events;

namespace PetShop.Api.Operations.Validators;

public sealed class EventFilterValidator : AbstractValidator<EventFilter>
{
    public EventFilterValidator(EventTypes types)
    {
        RuleFor(f => f.After).GreaterThanOrEqualTo(0);
        RuleFor(f => f.Limit).InclusiveBetween(1, EventFilter.MaxLimit);
        RuleFor(f => f.Types).HasSize(0, EventFilter.MaxTypes, names => names!.Count)
            .WithMessage($"Give at most {EventFilter.MaxTypes} types.");
        RuleForEach(f => f.Types).Must(types.Contains)
            .WithMessage($"There is no such type. Types: {string.Join(", ", types.All)}.");
    }
}
