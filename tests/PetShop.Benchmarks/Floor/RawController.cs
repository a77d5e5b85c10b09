using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace PetShop.Benchmarks.Floor;

/// <summary>
/// The minimum that an MVC action can do to read the database: the shop's statements with Npgsql, written as JSON.
/// </summary>
[ApiController, Route("raw"), AllowAnonymous]
public sealed class RawController(NpgsqlDataSource database) : ControllerBase
{
    private const string Currency = "EUR";
    private const string InStock = "in_stock";
    private const int PublicStock = 20;
    private const int Limit = 24;
    private const int MaxCounted = 10_000;

    [HttpGet("products/{id:long}")]
    public async Task<IActionResult> Product(long id, CancellationToken ct)
    {
        await using var command = Command(RawSql.Product, id);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return NotFound();
        return await WriteAsync(
            new RawProduct(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), TextOf(row, 4),
                row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8), TextOf(row, 9), TextOf(row, 10),
                row.GetDecimal(11), Currency, row.IsDBNull(14) ? null : row.GetDecimal(14), TextOf(row, 15),
                Math.Min(row.GetInt32(16),
                    PublicStock), InStock, null, TextOf(row, 17), row.GetBoolean(18), TimeOf(row, 20),
                TimeOf(row, 21)),
            RawJson.Default.RawProduct, ct);
    }

    [HttpGet("carts/{userId:long}")]
    public async Task<IActionResult> Cart(long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var (id, updatedAt, lines) = await ReadLinesAsync(connection, userId, ct);
        var items = new List<RawCartItem>();
        await using (var command = new NpgsqlCommand(RawSql.CartProducts, connection))
        {
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. lines.Keys] });
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
            {
                var (product, price) = (row.GetInt64(0), row.GetDecimal(3));
                var quantity = lines[product];
                items.Add(new(
                    product, row.GetString(1), row.GetString(2), quantity, price, price * quantity, InStock, null, []));
            }
        }
        var (units, total) = (items.Sum(item => item.Quantity), items.Sum(item => item.Amount));
        var cart = new RawCart(id, userId, items, units, total, Currency, [], updatedAt);
        return await WriteAsync(cart, RawJson.Default.RawCart, ct);
    }

    [HttpGet("orders/{userId:long}")]
    public async Task<IActionResult> Orders(long userId, CancellationToken ct)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(OrdersOf(RawSql.Orders, userId, Limit + 1));
        batch.BatchCommands.Add(OrdersOf(RawSql.OrderCount, userId, MaxCounted + 1));
        await using var row = await batch.ExecuteReaderAsync(ct);
        var orders = new List<RawOrder>();
        while (await row.ReadAsync(ct))
        {
            if (orders.Count == 0 || orders[^1].Id != row.GetInt64(0))
                orders.Add(OrderOf(row));
            orders[^1].Items.Add(new(
                row.GetInt64(4), row.GetString(5), row.GetString(6), row.GetInt32(7), row.GetDecimal(8),
                row.GetDecimal(9)));
        }
        await row.NextResultAsync(ct);
        await row.ReadAsync(ct);
        return await WriteAsync(new RawOrders(orders, null, row.GetInt32(0), false), RawJson.Default.RawOrders, ct);
    }

    private static async Task<(long? Id, DateTimeOffset? UpdatedAt, Dictionary<long, int> Lines)> ReadLinesAsync(
        NpgsqlConnection connection, long userId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(RawSql.Cart, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        await using var row = await command.ExecuteReaderAsync(ct);
        var (id, updatedAt, lines) = ((long?)null, (DateTimeOffset?)null, new Dictionary<long, int>());
        while (await row.ReadAsync(ct))
        {
            (id, updatedAt) = (row.GetInt64(0), TimeOf(row, 1));
            lines.Add(row.GetInt64(4), row.GetInt32(7));
        }
        return (id, updatedAt, lines);
    }

    private static RawOrder OrderOf(DbDataReader row) => new(
        row.GetInt64(0), "PS-06FN-182A-E1KB", row.GetInt64(1), row.GetInt64(2), row.GetString(3), [],
        row.GetDecimal(12), row.GetDecimal(13), row.GetDecimal(14), row.GetDecimal(15), row.GetDecimal(16),
        row.GetString(17), row.GetString(18), TimeOf(row, 19),
        row.IsDBNull(20) ? null : TimeOf(row, 20), TimeOf(row, 21));

    private static NpgsqlBatchCommand OrdersOf(string sql, long userId, int limit) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter<bool> { TypedValue = false }, new NpgsqlParameter<long> { TypedValue = userId },
            new NpgsqlParameter<int> { TypedValue = limit },
        },
    };

    private NpgsqlCommand Command(string sql, long id)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        return command;
    }

    private async Task<IActionResult> WriteAsync<T>(T value, JsonTypeInfo<T> json, CancellationToken ct)
    {
        Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(Response.BodyWriter, value, json, ct);
        return new EmptyResult();
    }

    private static string? TextOf(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static DateTimeOffset TimeOf(DbDataReader row, int at) => row.GetFieldValue<DateTimeOffset>(at);
}
