using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Reads accounts.</summary>
public interface IUserService
{
    /// <exception cref="ShopException">403: another user's account, and the caller is not an admin. 404: the account
    /// does not exist or was closed.</exception>
    Task<UserResponse> GetAsync(Actor actor, long id, CancellationToken ct);

    /// <summary>Whether the account is open. If so, it stays open until the caller's transaction ends.</summary>
    /// <returns>False if the account does not exist or was closed.</returns>
    Task<bool> LockOpenForShareAsync(long id, CancellationToken ct);

    /// <summary>The same as a statement of a batch, with whose account it is.</summary>
    /// <param name="alone">
    /// Whether nobody else may hold it meanwhile: what must not pass a limit an account has comes one after another.
    /// </param>
    /// <returns>Null where there is none, or it was closed.</returns>
    Deferred<AccountContact?> HoldContact(StatementBatch batch, long id, bool alone);

    /// <summary>The contact data of these accounts; accounts that do not exist or were closed are left out.</summary>
    Task<IReadOnlyDictionary<long, AccountContact>> FindContactsAsync(
        IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>The newest first.</summary>
    Task<Page<UserResponse>> ListAsync(Actor actor, UserFilter filter, CancellationToken ct);
}

internal sealed class UserService(UserRepository users, UserListRepository lists) : IUserService
{
    private const string List = "users";

    public async Task<UserResponse> GetAsync(Actor actor, long id, CancellationToken ct)
    {
        actor.EnsureMaySee(id);
        return await users.FindAsync(id, UserResponse.SeenBy(actor), ct) ?? throw AuthProblems.UserNotFound();
    }

    public Task<bool> LockOpenForShareAsync(long id, CancellationToken ct) => users.LockOpenForShareAsync(id, ct);

    public Deferred<AccountContact?> HoldContact(StatementBatch batch, long id, bool alone) =>
        UserRepository.Hold(batch, id, alone)
            .Select(people => people is [var person] ? AccountContact.Of(person) : null);

    public async Task<IReadOnlyDictionary<long, AccountContact>> FindContactsAsync(
        IReadOnlyCollection<long> ids, CancellationToken ct) =>
        (await users.ListAsync(ids, ct)).ToDictionary(person => person.Id, AccountContact.Of);

    public async Task<Page<UserResponse>> ListAsync(Actor actor, UserFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(List, filter.Cursor);
        var words = filter.Q is { } q ? SearchText.Fold(q) : null;
        if (words is "")
            return new([], NextCursor: null, Total: 0, TotalIsEstimate: false);     // symbols alone match no name
        var search = new UserSearch(filter.Role, words);
        var rows = await lists.ListAsync(search, before, filter.Limit + 1, UserResponse.SeenBy(actor), ct);
        return Page.From(rows, filter.Limit, last => Cursor.Encode<long?>(List, last.Id));
    }
}
