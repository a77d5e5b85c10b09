using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Carts;

namespace PetShop.Api.Sales.Repositories;

/// <summary>
/// Carts and their lines. Every write locks the cart's row first, so that writes to one cart run one after another.
/// </summary>
internal sealed class CartRepository(PetShopDbContext db)
{
    /// <summary>
    /// The user's cart with its lines; null if there is none. It is read without EF Core's query pipeline, which would
    /// cost more than the database.
    /// </summary>
    public async Task<Cart?> FindAsync(long userId, CancellationToken ct)
    {
        var (carts, lines) = (EntityReader<Cart>.For(db), EntityReader<CartLine>.For(db));
        Cart? cart = null;
        await db.ReadAsync($"""
            SELECT {carts.Columns("c")}, {lines.Columns("l")}
            FROM carts c LEFT JOIN cart_lines l ON l.cart_id = c.id WHERE c.user_id = {userId}
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

    /// <summary>The user's cart for a change, locked until the transaction ends; created if there is none.</summary>
    public async Task<Cart> LockAsync(long userId, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO carts (user_id, updated_at) VALUES ({userId}, {now})
            ON CONFLICT (user_id) DO UPDATE SET updated_at = excluded.updated_at
            """, ct);
        return await db.Set<Cart>().Include(cart => cart.Lines).SingleAsync(cart => cart.UserId == userId, ct);
    }

    public void Remove(IEnumerable<CartLine> lines) => db.RemoveRange(lines);

    /// <summary>
    /// Empties the cart and returns the lines that it contained, in order. A concurrent checkout waits here and then
    /// finds an empty cart.
    /// </summary>
    public static Deferred<List<TakenLine>> TakeLines(StatementBatch batch, long userId, DateTimeOffset now)
    {
        batch.Add($"UPDATE carts SET updated_at = {now} WHERE user_id = {userId}");
        var lines = batch.Query($"""
            DELETE FROM cart_lines USING carts WHERE carts.id = cart_lines.cart_id AND carts.user_id = {userId}
            RETURNING position, product_id, quantity
            """, row => new TakenLine(row.GetInt32(0), row.GetInt64(1), row.GetInt32(2)));
        return lines.Select(taken => taken.OrderBy(line => line.Position).ToList());
    }

    /// <summary>The products in the user's cart; none if there is no cart.</summary>
    public async Task<HashSet<long>> ProductIdsAsync(long userId, CancellationToken ct) =>
        [.. await db.Set<Cart>().AsNoTracking().Where(cart => cart.UserId == userId).SelectMany(cart => cart.Lines)
            .Select(line => line.ProductId).ToListAsync(ct)];

    /// <summary>Locks the carts that contain a product, in id order.</summary>
    public Task LockThoseWithAsync(long productId, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        SELECT FROM carts WHERE id IN (SELECT cart_id FROM cart_lines WHERE product_id = {productId})
            ORDER BY id FOR UPDATE
        """, ct);

    /// <summary>Removes a product from every cart; the carts that contain it are locked.</summary>
    public Task RemoveProductAsync(long productId, CancellationToken ct) =>
        db.Set<CartLine>().Where(line => line.ProductId == productId).ExecuteDeleteAsync(ct);

    /// <summary>Deletes the user's cart and its lines.</summary>
    public async Task DeleteAsync(long userId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM carts WHERE user_id = {userId} FOR UPDATE", ct);
        await db.Set<CartLine>()
            .Where(line => db.Set<Cart>().Any(cart => cart.Id == line.CartId && cart.UserId == userId))
            .ExecuteDeleteAsync(ct);
        await db.Set<Cart>().Where(cart => cart.UserId == userId).ExecuteDeleteAsync(ct);
    }
}

/// <summary>A line that was in a cart.</summary>
internal sealed record TakenLine(int Position, long ProductId, int Quantity);
