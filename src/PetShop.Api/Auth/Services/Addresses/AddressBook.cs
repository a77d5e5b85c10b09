using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services.Addresses;

/// <summary>Reads addresses of accounts for other domains.</summary>
public interface IAddressBook
{
    /// <summary>Reads addresses as a statement of a batch in which the account is held.</summary>
    /// <param name="userId">The account whose addresses may be used.</param>
    /// <param name="ids">The addresses that are named.</param>
    /// <param name="withDefaults">Whether the account's default addresses are wanted too.</param>
    Deferred<BookAddresses> Read(
        StatementBatch batch, long userId, IReadOnlyCollection<long> ids, bool withDefaults);
}

internal sealed class AddressBook : IAddressBook
{
    public Deferred<BookAddresses> Read(
        StatementBatch batch, long userId, IReadOnlyCollection<long> ids, bool withDefaults) =>
        AddressRepository.Read(batch, userId, ids, withDefaults).Select(found => new BookAddresses(
            found.ToDictionary(address => address.Id, address => (address.UserId, address.Value)), userId,
            found.Find(address => address.UserId == userId && address.DefaultShipping)?.Value,
            found.Find(address => address.UserId == userId && address.DefaultBilling)?.Value));
}

/// <summary>Addresses of an account's book.</summary>
/// <param name="Named">Those that were named, with their accounts.</param>
/// <param name="UserId">The account whose addresses may be used.</param>
/// <param name="DefaultShipping">Null if the account has none, or it was not asked for.</param>
/// <param name="DefaultBilling">Null if the account has none, or it was not asked for.</param>
public sealed record BookAddresses(
    IReadOnlyDictionary<long, (long UserId, PostalAddress Value)> Named, long UserId, PostalAddress? DefaultShipping,
    PostalAddress? DefaultBilling)
{
    /// <summary>The address with this id.</summary>
    /// <param name="field">The field of the request that names it.</param>
    /// <exception cref="ShopException">400: there is no such address. 403: it belongs to another account.</exception>
    public PostalAddress Get(long id, string field)
    {
        if (!Named.TryGetValue(id, out var found))
            throw ShopException.Invalid(field,
                $"There is no address {id}. GET /auth/users/{UserId}/addresses lists the account's addresses.");
        return found.UserId == UserId ? found.Value : throw AuthProblems.IsOthersAddress();
    }
}
