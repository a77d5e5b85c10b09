using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

/// <summary>Lists of open accounts, the newest first.</summary>
internal sealed class UserListRepository(PetShopDbContext db)
{
    private IQueryable<User> Open => db.Set<User>().AsNoTracking().Where(user => user.ClosedAt == null);

    /// <param name="before">The id of the previous page's last account; null for the first page.</param>
    public Task<ListResult<T>> ListAsync<T>(
        UserSearch search, long? before, int count, Expression<Func<User, T>> shape, CancellationToken ct)
    {
        if (search.Text is { } text)
            return SearchAsync(search.Role is { } held ? OfRole(held) : Open, text, before, count, shape, ct);
        if (search.Role is { } role)
            return HoldersAsync(role, before, count, shape, ct);
        return db.ListAsync(Page(Before(Open, before), count).Select(shape),
            Open.OrderByDescending(user => user.Id), before is null, ct);
    }

    /// <summary>
    /// The index for text searches has no order. If few accounts match, they are found and then sorted; if many match,
    /// the newest accounts contain enough of them.
    /// </summary>
    private async Task<ListResult<T>> SearchAsync<T>(
        IQueryable<User> users, string text, long? before, int count, Expression<Func<User, T>> shape,
        CancellationToken ct)
    {
        var all = users.Where(user => EF.Functions.Like(user.SearchText!, $"%{text}%"));
        var found = await all.Select(user => user.Id).Take(ListTotals.ExactUpTo + 1).ToListAsync(ct);
        // All that was found, so that the page is full even if accounts were closed since.
        var rows = found.Count <= ListTotals.ExactUpTo
            ? Before(users.Where(user => found.Contains(user.Id)), before)
            // Ids are never negative: the condition is never true, and keeps the planner from using the text index.
            : Before(users, before)
                .Where(user => EF.Functions.Like(user.SearchText!, $"%{text}%") || user.Id < -user.Id);
        return new(await Page(rows, count).Select(shape).ToListAsync(ct),
            await db.TotalAsync(found.Count, () => all, ct));
    }

    /// <summary>
    /// Uses the index of a role's accounts, which is sorted by id. A closed account has no role. No other index fits
    /// the range of one role and this order.
    /// </summary>
    private Task<ListResult<T>> HoldersAsync<T>(
        string role, long? before, int count, Expression<Func<User, T>> shape, CancellationToken ct)
    {
        var ids = db.Set<Role>().Where(r => r.Name == role).Select(r => r.Id);
        var holders = db.Set<UserRole>().Where(held => held.RoleId >= ids.First() && held.RoleId <= ids.First())
            .OrderByDescending(held => held.RoleId).ThenByDescending(held => held.UserId);
        var page = (before is null ? holders : holders.Where(held => held.UserId < before)).Limit(count)
            .Join(Open, held => held.UserId, user => user.Id, (held, user) => user)
            .OrderByDescending(user => user.Id).Select(shape);
        return db.ListAsync(page, holders, before is null, ct);
    }

    private IQueryable<User> OfRole(string role) => Open.Where(user => user.Roles.Any(held => held.Role.Name == role));

    private static IQueryable<User> Page(IQueryable<User> users, int count) =>
        users.OrderByDescending(user => user.Id).Limit(count);

    private static IQueryable<User> Before(IQueryable<User> users, long? id) =>
        id is null ? users : users.Where(user => user.Id < id);
}

/// <param name="Role">An existing role; null for any.</param>
/// <param name="Text">A part of the user name, e-mail, first or last name, folded; null for any.</param>
internal sealed record UserSearch(string? Role, string? Text);
