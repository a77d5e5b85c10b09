using Microsoft.AspNetCore.Http;
using Npgsql;
using PetShop.Api.Adoptions.Services;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Adoptions.Repositories;

internal interface IRepository;

internal sealed class StrayAccounts : IRepository;

public class UnsealedRepository;

internal sealed class ServingRepository(OpenService service)
{
    public object Service => service;
}

internal sealed class CachingRepository(IShopCache cache)
{
    public object Cache => cache;
}

internal sealed class HttpRepository(IHttpContextAccessor http)
{
    public object? Context => http.HttpContext;
}

internal sealed class OpenRepository
{
    public Task<IQueryable<int>> AllAsync() => Task.FromResult(Enumerable.Empty<int>().AsQueryable());
}

internal sealed class CommittingRepository(PetShopDbContext db, NpgsqlDataSource source)
{
    public async Task CommitAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await transaction.CommitAsync(ct);
        await db.Database.CommitTransactionAsync(ct);
    }

    public async Task CommitRawAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
