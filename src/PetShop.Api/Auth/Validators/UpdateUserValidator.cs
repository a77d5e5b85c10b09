using FluentValidation;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Auth.Validators;

public sealed class UpdateUserValidator : AbstractValidator<UpdateUserRequest>
{
    public UpdateUserValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        this.WhenSet(r => r.Email, email => email.Email());
        this.WhenSet(r => r.FirstName, name => name.PersonName());
        this.WhenSet(r => r.LastName, name => name.PersonName());
        this.WhenSet(r => r.Phone, phone => phone.Phone());
        this.WhenSet(r => r.VatNumber, number => number.VatNumber());
        RuleFor(r => r.CurrentPassword).CurrentPassword().When(r => r.CurrentPassword is not null);
        // With a new e-mail address, the current password may be given without a new one, because it is required there
        // too.
        When(ChangesPassword, () =>
        {
            RuleFor(r => r.CurrentPassword).NotNull().WithMessage("Give your current password.");
            RuleFor(r => r.NewPassword).Password();
            RuleFor(r => r.ConfirmPassword).Must((r, again) => AccountRules.IsSamePassword(r.NewPassword, again))
                .WithMessage("Repeat the new password exactly.");
        });
    }

    private static bool ChangesPassword(UpdateUserRequest r) =>
        (r.CurrentPassword is not null && !r.Email.IsSet) || r.NewPassword is not null || r.ConfirmPassword is not null;
}
