using Microsoft.AspNetCore.Http;
using PetShop.Api.Auth.Controllers;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Services;

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

internal sealed class GreedyService
{
    public GreedyService(object a, object b, object c, object d, object e, object f, object g, object h) => All = [a, b, c, d, e, f, g, h];

    public object[] All { get; }
}

public class OpenService;

internal static class SilentService
{
    public static Task Wait() => Task.CompletedTask;
}

internal sealed class SellingAccounts(Sales.Services.RepositoryUser sales)
{
    public object Sales => sales;
}
