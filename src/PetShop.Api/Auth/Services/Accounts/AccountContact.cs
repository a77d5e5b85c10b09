using PetShop.Api.Auth.Repositories;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Whom the shop deals with, as other domains see it.</summary>
/// <param name="Name">First and last name; where neither was given, the user name.</param>
/// <param name="Email">Where the shop writes to.</param>
public sealed record AccountContact(string Name, string Email)
{
    internal static AccountContact Of(Person person)
    {
        var name = $"{person.FirstName} {person.LastName}".Trim();
        return new(name.Length > 0 ? name : person.Username, person.Email);
    }
}
