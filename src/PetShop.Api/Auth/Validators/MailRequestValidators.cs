using FluentValidation;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Auth.Validators;

public sealed class AskPasswordResetValidator : AbstractValidator<AskPasswordResetRequest>
{
    public AskPasswordResetValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.Email).Email();
    }
}

public sealed class EmailVerificationValidator : AbstractValidator<EmailVerificationRequest>
{
    public EmailVerificationValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.Token).NotEmpty().WithMessage("Give the token.").IsAtMost(4000)
            .WithMessage("This is too long for a token.");
    }
}
