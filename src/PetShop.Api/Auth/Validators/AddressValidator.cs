using FluentValidation;
using PetShop.Api.Auth.Dtos.Addresses;
using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Auth.Validators;

public sealed class AddressValidator : AbstractValidator<AddressRequest>
{
    public AddressValidator() => this.AddAddressRules();
}
