using Microsoft.AspNetCore.Http;
using PetShop.Api.Adoptions.Controllers;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Adoptions.Services;

internal sealed class HttpService(IHttpContextAccessor http)
{
    public object? Context => http.HttpContext;
}

internal sealed class ControllingService(EntityController controller)
{
    public object Controller => controller;
}

internal sealed class DatabaseService(PetShopDbContext db)
{
    public object Database => db;
}

internal sealed class SavingService(PetShopDbContext db)
{
    public async Task SaveAsync(CancellationToken ct) => await db.SaveChangesAsync(ct);
}

internal sealed class StatementService(StatementBatch batch)
{
    public void Write(object row)
    {
        batch.Add($"UPDATE pets SET name = 'Rex'");
        batch.Query($"SELECT 1", found => found.GetInt32(0));
        batch.Insert(row);
    }
}

internal sealed class GreedyService
{
    public GreedyService(object a, object b, object c, object d, object e, object f, object g, object h) =>
        All = [a, b, c, d, e, f, g, h];

    public object[] All { get; }
}

public class OpenService;

internal sealed class QueryingService
{
    public Repositories.Queries.OpenPart Part { get; } = new();
}

internal static class SilentService
{
    public static Task Wait() => Task.CompletedTask;
}

internal sealed class ClassUser(Sales.Services.HiddenService sales)
{
    public object Sales => sales;
}

internal sealed class RepositoryUser(Auth.Repositories.UserRepository users)
{
    public object Users => users;
}
