using FluentValidation;
using PetShop.Api.Auth.Dtos.Accounts;

namespace PetShop.Api.Auth.Validators;

public sealed class UpdateUserValidator : AbstractValidator<UpdateUserRequest>
{
    public UpdateUserValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.Email.Value).Email().When(r => r.Email.IsSet).OverridePropertyName("email");
        RuleFor(r => r.FirstName.Value).PersonName().OverridePropertyName("first_name");
        RuleFor(r => r.LastName.Value).PersonName().OverridePropertyName("last_name");
        RuleFor(r => r.Phone.Value).Phone().OverridePropertyName("phone");
        When(ChangesPassword, () =>
        {
            RuleFor(r => r.CurrentPassword).NotNull().WithMessage("Give your present password.");
            RuleFor(r => r.NewPassword).Password();
            RuleFor(r => r.ConfirmPassword).Equal(r => r.NewPassword).WithMessage("Give the new password once more, the same.");
        });
    }

    private static bool ChangesPassword(UpdateUserRequest r) => r.CurrentPassword is not null || r.NewPassword is not null || r.ConfirmPassword is not null;
}
