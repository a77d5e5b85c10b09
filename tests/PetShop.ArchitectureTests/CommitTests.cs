using PetShop.Api.Adoptions.Repositories;
using PetShop.Api.Core.Database;

namespace PetShop.ArchitectureTests;

/// <summary>Who may commit a transaction.</summary>
public sealed class CommitTests
{
    private const string Database = "PetShop.Api.Core.Database.";
    private const string UnitOfWork = Database + "UnitOfWork";

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction", "Commit")]
    [InlineData("Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade", "BeginTransaction")]
    [InlineData("Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade", "CommitTransaction")]
    [InlineData("Npgsql.NpgsqlConnection", "BeginTransaction")]
    [InlineData("System.Data.Common.DbTransaction", "Commit")]
    public void Only_the_unit_of_work_commits(string type, string method)
    {
        Assert.Contains(typeof(CommittingRepository).FullName,
            ApiArchitecture.CallersOf(ApiArchitecture.WithOffenders, type, method));
        var others = ApiArchitecture.CallersOf(ApiArchitecture.Actual, type, method)
            .Where(caller => !caller.StartsWith(UnitOfWork, StringComparison.Ordinal)).Distinct();
        Assert.Empty(others);
    }

    [Fact]
    public void Only_repositories_and_the_unit_of_work_save()
    {
        const string Context = "Microsoft.EntityFrameworkCore.DbContext";
        Assert.Contains(typeof(Api.Adoptions.Services.SavingService).FullName,
            ApiArchitecture.CallersOf(ApiArchitecture.WithOffenders, Context, "SaveChanges"));
        var others = ApiArchitecture.CallersOf(ApiArchitecture.Actual, Context, "SaveChanges").Distinct()
            .Where(caller => !caller.StartsWith(Database, StringComparison.Ordinal)
                && !caller.Contains(".Repositories.", StringComparison.Ordinal));
        Assert.Empty(others);
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Query")]
    [InlineData("Insert")]
    public void Only_repositories_put_statements_into_a_batch(string method)
    {
        const string Batch = Database + nameof(StatementBatch);
        Assert.Contains(typeof(Api.Adoptions.Services.StatementService).FullName,
            ApiArchitecture.CallersOf(ApiArchitecture.WithOffenders, Batch, method));
        var others = ApiArchitecture.CallersOf(ApiArchitecture.Actual, Batch, method).Distinct()
            .Where(caller => !caller.StartsWith(Database, StringComparison.Ordinal)
                && !caller.Contains(".Repositories.", StringComparison.Ordinal));
        Assert.Empty(others);
    }
}
