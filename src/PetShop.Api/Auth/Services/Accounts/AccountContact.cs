using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>An account's contact data for other domains.</summary>
/// <param name="Name">First and last name or, if neither was given, the user name.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="PaymentTerms">When its orders must be paid; null for the shop's default.</param>
/// <param name="VatNumber">The VAT number if an admin has verified it; otherwise null.</param>
public sealed record AccountContact(string Name, string Email, PaymentTerms? PaymentTerms, string? VatNumber)
{
    internal static AccountContact Of(AccountHolder person)
    {
        var name = $"{person.FirstName} {person.LastName}".Trim();
        return new(name.Length > 0 ? name : person.Username, person.Email, person.PaymentTerms, person.VatNumber);
    }
}
