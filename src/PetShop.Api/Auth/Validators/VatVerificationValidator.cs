using FluentValidation;
using PetShop.Api.Auth.Dtos.Accounts;

namespace PetShop.Api.Auth.Validators;

public sealed class VatVerificationValidator : AbstractValidator<VatVerificationRequest>
{
    public VatVerificationValidator()
    {
        RuleFor(r => r.VatNumber).Cascade(CascadeMode.Stop).NotEmpty().VatNumber();
        RuleFor(r => r.Verified).NotNull();
    }
}
