using FluentValidation;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Auth.Validators;

public sealed class UserFilterValidator : PageQueryValidator<UserFilter>
{
    private const int MaxTextLength = 100;

    public UserFilterValidator()
    {
        RuleFor(f => f.Role).Must(role => role is null || Role.Names.Contains(role))
            .WithMessage($"The role does not exist. Give one of: {string.Join(", ", Role.Names)}.");
        RuleFor(f => f.Q).IsAtMost(MaxTextLength);
    }
}

public sealed class RoleRequestValidator : AbstractValidator<RoleRequest>
{
    public RoleRequestValidator()
    {
        RuleFor(r => r.Role).Must(Role.Names.Contains).WithMessage($"Give one of: {string.Join(", ", Role.Names)}.");
    }
}
