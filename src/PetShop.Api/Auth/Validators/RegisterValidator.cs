using FluentValidation;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Auth.Validators;

public sealed class RegisterValidator : AbstractValidator<RegisterRequest>
{
    public RegisterValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.Username).Username();
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Password).Password();
        RuleFor(r => r.FirstName).PersonName();
        RuleFor(r => r.LastName).PersonName();
        RuleFor(r => r.Phone).Phone();
    }
}
