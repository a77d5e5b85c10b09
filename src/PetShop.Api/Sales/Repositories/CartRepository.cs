using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Carts;

namespace PetShop.Api.Sales.Repositories;

/// <summary>
/// Carts and their lines. Every write locks the cart's row first, so that writes to one cart run one after another.
/// </summary>
internal sealed class CartRepository(PetShopDbContext db)
{
    /// <summary>The condition that a row of <c>carts</c> is this owner's cart.</summary>
    /// <param name="alias">The table's alias in the statement.</param>
    public static FormattableString Is(CartOwner owner, string alias) => owner.UserId is { } userId
        ? Condition($"{alias}.user_id = ", userId)
        : Condition($"{alias}.token_hash = ", owner.TokenHash!);

    /// <summary>
    /// The owner's cart with its lines; null if there is none. It is read without EF Core's query pipeline, which would
    /// cost more than the database.
    /// </summary>
    public async Task<Cart?> FindAsync(CartOwner owner, CancellationToken ct)
    {
        var (carts, lines) = (EntityReader<Cart>.For(db), EntityReader<CartLine>.For(db));
        Cart? cart = null;
        await db.ReadAsync($"""
            SELECT {carts.Columns("c")}, {lines.Columns("l")}
            FROM carts c LEFT JOIN cart_lines l ON l.cart_id = c.id WHERE {Is(owner, "c")}
            """, Read, ct);
        return cart;

        Cart Read(DbDataReader row)
        {
            cart ??= carts.Read(db, row, 0);
            if (!row.IsDBNull(carts.Width))
                carts.Attach(cart, nameof(Cart.Lines), lines.Read(db, row, carts.Width));
            return cart;
        }
    }

    /// <summary>Carts by id, with their lines.</summary>
    /// <param name="after">The id of the previous page's last cart; 0 for the first page.</param>
    public Task<ListResult<Cart>> ListAsync(long after, int count, CancellationToken ct) =>
        db.ListAsync(
            db.Set<Cart>().AsNoTracking().Where(cart => cart.Id > after).OrderBy(cart => cart.Id).Take(count)
                .Include(cart => cart.Lines),
            db.Set<Cart>(), after == 0, ct);

    /// <summary>The owner's cart for a change, locked until the transaction ends; null if there is none.</summary>
    /// <param name="time">The time of the change.</param>
    public async Task<Cart?> LockAsync(CartOwner owner, CartTime time, CancellationToken ct)
    {
        var found = await db.ReadAsync($"""
            UPDATE carts c SET updated_at = {time.Now},
                expires_at = CASE WHEN user_id IS NULL THEN {time.ExpiresAt}::timestamptz END
            WHERE {Is(owner, "c")} RETURNING c.id
            """, ReadId, ct);
        return found is [var id] ? await LoadAsync(id, ct) : null;
    }

    /// <summary>The owner's cart for a change, locked until the transaction ends; created if there is none.</summary>
    /// <param name="time">The time of the change.</param>
    /// <returns>The cart, and whether it was created.</returns>
    public async Task<(Cart Cart, bool IsNew)> LockOrCreateAsync(CartOwner owner, CartTime time, CancellationToken ct)
    {
        if (await LockAsync(owner, time, ct) is { } present)
            return (present, false);
        var made = await CreateAsync(owner, time, ct);
        if (made is [var id])
            return (await LoadAsync(id, ct), true);
        // Another request has created it since, and a third one may have merged it into another cart.
        return (await LockAsync(owner, time, ct) ?? throw new RestartTransactionException(), false);
    }

    /// <summary>
    /// An account's cart, created if there is none, and a guest's, null if there is none. Both are locked until the
    /// transaction ends, in the order of their ids.
    /// </summary>
    public async Task<(Cart Own, Cart? Guest)> LockBothAsync(
        CartOwner account, CartOwner guest, CartTime time, CancellationToken ct)
    {
        await CreateAsync(account, time, ct);
        await db.ReadAsync($"""
            SELECT c.id FROM carts c WHERE {Is(account, "c")} OR {Is(guest, "c")} ORDER BY c.id FOR NO KEY UPDATE
            """, ReadId, ct);
        return ((await LockAsync(account, time, ct))!, await LockAsync(guest, time, ct));
    }

    public void Remove(IEnumerable<CartLine> lines) => db.RemoveRange(lines);

    /// <summary>Deletes a locked cart with its lines.</summary>
    public void Remove(Cart cart)
    {
        db.RemoveRange(cart.Lines);
        db.Remove(cart);
    }

    /// <summary>
    /// How many guests' carts were created from an address since a time, counted up to <paramref name="most"/>.
    /// </summary>
    public async Task<int> CountNewAsync(byte[] clientKey, DateTimeOffset since, int most, CancellationToken ct) =>
        (await db.ReadAsync($"""
            SELECT count(*)::integer FROM (
                SELECT FROM carts WHERE client_key = {clientKey} AND created_at > {since} LIMIT {most}) AS counted
            """, row => row.GetInt32(0), ct))[0];

    /// <summary>
    /// Locks the owner's cart until the transaction ends. Statements of the batch that are added later see the cart as
    /// it stays until then.
    /// </summary>
    /// <returns>Its promotion codes; none if there is no cart.</returns>
    public static Deferred<IReadOnlyList<string>> Hold(StatementBatch batch, CartOwner owner) => batch.Query(
        $"SELECT c.promotion_codes FROM carts c WHERE {Is(owner, "c")} FOR NO KEY UPDATE",
        row => row.GetFieldValue<string[]>(0))
        .Select(IReadOnlyList<string> (found) => found is [var codes] ? codes : []);

    /// <summary>
    /// Empties the cart and returns the lines that it contained, in order. A concurrent checkout waits here and then
    /// finds an empty cart.
    /// </summary>
    public static Deferred<List<TakenLine>> TakeLines(StatementBatch batch, CartOwner owner, DateTimeOffset now)
    {
        batch.Add($"UPDATE carts c SET updated_at = {now}, promotion_codes = '{{}}' WHERE {Is(owner, "c")}");
        var lines = batch.Query($"""
            DELETE FROM cart_lines USING carts c WHERE c.id = cart_lines.cart_id AND {Is(owner, "c")}
            RETURNING position, product_id, quantity
            """, row => new TakenLine(row.GetInt32(0), row.GetInt64(1), row.GetInt32(2)));
        return lines.Select(taken => taken.OrderBy(line => line.Position).ToList());
    }

    /// <summary>The products in the owner's cart; none if there is no cart.</summary>
    public async Task<HashSet<long>> ProductIdsAsync(CartOwner owner, CancellationToken ct) =>
        [.. (await FindAsync(owner, ct))?.Lines.Select(line => line.ProductId) ?? []];

    /// <summary>Locks the carts that contain a product, in id order.</summary>
    public Task LockThoseWithAsync(long productId, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        SELECT FROM carts WHERE id IN (SELECT cart_id FROM cart_lines WHERE product_id = {productId})
            ORDER BY id FOR UPDATE
        """, ct);

    /// <summary>Removes a product from every cart; the carts that contain it are locked.</summary>
    public Task RemoveProductAsync(long productId, CancellationToken ct) =>
        db.Set<CartLine>().Where(line => line.ProductId == productId).ExecuteDeleteAsync(ct);

    /// <summary>Deletes the owner's cart and its lines.</summary>
    public async Task DeleteAsync(CartOwner owner, CancellationToken ct) => await DeleteAsync(await db.ReadAsync(
        $"SELECT c.id FROM carts c WHERE {Is(owner, "c")} FOR UPDATE", ReadId, ct), ct);

    /// <summary>
    /// Deletes guests' carts that have expired. Carts that other transactions are changing are skipped.
    /// </summary>
    /// <returns>The number of deleted carts.</returns>
    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, int most, CancellationToken ct)
    {
        var ids = await db.ReadAsync($"""
            SELECT id FROM carts WHERE expires_at <= {now} ORDER BY expires_at LIMIT {most} FOR UPDATE SKIP LOCKED
            """, ReadId, ct);
        await DeleteAsync(ids, ct);
        return ids.Count;
    }

    /// <param name="ids">Carts that are locked.</param>
    private async Task DeleteAsync(List<long> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return;
        long[] all = [.. ids];
        var batch = new StatementBatch(db);
        batch.Add($"DELETE FROM cart_lines WHERE cart_id = ANY ({all})");
        batch.Add($"DELETE FROM carts WHERE id = ANY ({all})");
        await batch.SendAsync(ct);
    }

    /// <returns>The id of the new cart; none if there is one.</returns>
    private Task<List<long>> CreateAsync(CartOwner owner, CartTime time, CancellationToken ct) => db.ReadAsync($"""
        INSERT INTO carts (user_id, token_hash, client_key, created_at, updated_at, expires_at)
        VALUES ({owner.UserId}::bigint, {owner.TokenHash}::bytea, {owner.ClientKey}::bytea, {time.Now}, {time.Now},
            CASE WHEN {owner.UserId}::bigint IS NULL THEN {time.ExpiresAt}::timestamptz END)
        ON CONFLICT DO NOTHING RETURNING id
        """, ReadId, ct);

    private Task<Cart> LoadAsync(long id, CancellationToken ct) =>
        db.Set<Cart>().Include(cart => cart.Lines).SingleAsync(cart => cart.Id == id, ct);

    private static FormattableString Condition(string column, object value) =>
        FormattableStringFactory.Create(column + "{0}", value);

    private static long ReadId(DbDataReader row) => row.GetInt64(0);
}

/// <summary>A line that was in a cart.</summary>
internal sealed record TakenLine(int Position, long ProductId, int Quantity);

/// <summary>The time of a change, and when a guest's cart expires after it.</summary>
internal readonly record struct CartTime(DateTimeOffset Now, DateTimeOffset ExpiresAt);
