using FluentValidation;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Auth.Validators;

/// <summary>Requires both fields, but does not check their form.</summary>
public sealed class LoginValidator : AbstractValidator<LoginRequest>
{
    public LoginValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.Username).SignInName();
        RuleFor(r => r.Password).CurrentPassword();
    }
}

/// <summary>
/// The same for OAuth's form. A grant type other than <c>password</c> has other fields and is rejected as such.
/// </summary>
public sealed class TokenRequestValidator : AbstractValidator<TokenRequest>
{
    private const string NoNul = "The character U+0000 is not allowed. Remove it.";

    public TokenRequestValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        When(r => r.GrantType == TokenRequest.PasswordGrant, () =>
        {
            RuleFor(r => r.Username).SignInName().Must(HasNoNul).WithMessage(NoNul);
            RuleFor(r => r.Password).CurrentPassword().Must(HasNoNul).WithMessage(NoNul);
        });
    }

    /// <summary>The JSON reader rejects it; for a form, this rule does.</summary>
    private static bool HasNoNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) != true;
}

public sealed class RefreshValidator : AbstractValidator<RefreshRequest>
{
    public RefreshValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.RefreshToken).NotEmpty().WithMessage("Give the refresh token.").IsAtMost(4000)
            .WithMessage("This is too long for a refresh token.");
    }
}

public sealed class CurrentPasswordValidator : AbstractValidator<CurrentPasswordRequest>
{
    public CurrentPasswordValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.CurrentPassword).CurrentPassword();
    }
}

public sealed class RedeemPasswordResetValidator : AbstractValidator<RedeemPasswordResetRequest>
{
    public RedeemPasswordResetValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(r => r.Token).NotEmpty().WithMessage("Give the token.").IsAtMost(4000)
            .WithMessage("This is too long for a token.");
        RuleFor(r => r.NewPassword).Password();
        RuleFor(r => r.ConfirmPassword)
            .Must((r, again) => again is null || AccountRules.IsSamePassword(r.NewPassword, again))
            .WithMessage("Repeat the new password exactly.");
    }
}
