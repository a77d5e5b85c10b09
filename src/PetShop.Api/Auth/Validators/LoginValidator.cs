using FluentValidation;
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
        RuleFor(r => r.Password).Must(password => password is { Length: > 0 }).WithMessage("Give your password.").MaximumLength(1000).WithMessage("This is longer than any password.");
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
