using FluentValidation;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Entities;

namespace PetShop.Api.Auth.Validators;

/// <summary>Asks for both and no more: what a name or password must look like is nobody's business before sign-in.</summary>
public sealed class LoginValidator : AbstractValidator<LoginRequest>
{
    public LoginValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.Username).NotEmpty().WithMessage("Give your user name or e-mail address.").MaximumLength(User.EmailMaxLength).WithMessage("Use at most 254 characters.");
        RuleFor(r => r.Password).PresentPassword();
    }
}

public sealed class RefreshValidator : AbstractValidator<RefreshRequest>
{
    public RefreshValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.RefreshToken).NotEmpty().WithMessage("Give the refresh token.").MaximumLength(4000).WithMessage("This is longer than any refresh token.");
    }
}

public sealed class CurrentPasswordValidator : AbstractValidator<CurrentPasswordRequest>
{
    public CurrentPasswordValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.CurrentPassword).PresentPassword();
    }
}

public sealed class RedeemPasswordResetValidator : AbstractValidator<RedeemPasswordResetRequest>
{
    public RedeemPasswordResetValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.Token).NotEmpty().WithMessage("Give the token.").MaximumLength(4000).WithMessage("This is longer than any token.");
        RuleFor(r => r.NewPassword).Password();
        RuleFor(r => r.ConfirmPassword).Must((r, again) => again is null || AccountRules.IsSamePassword(r.NewPassword, again)).WithMessage("Give the new password once more, the same.");
    }
}
