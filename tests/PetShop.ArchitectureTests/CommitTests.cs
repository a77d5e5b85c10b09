using PetShop.Api.Adoptions.Repositories;

namespace PetShop.ArchitectureTests;

/// <summary>Who may end a transaction.</summary>
public sealed class CommitTests
{
    private const string UnitOfWork = "PetShop.Api.Core.Database.UnitOfWork";

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction", "Commit")]
    [InlineData("Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade", "BeginTransaction")]
    [InlineData("Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade", "CommitTransaction")]
    [InlineData("Npgsql.NpgsqlConnection", "BeginTransaction")]
    [InlineData("System.Data.Common.DbTransaction", "Commit")]
    public void Only_the_unit_of_work_commits(string type, string method)
    {
        Assert.Contains(typeof(CommittingRepository).FullName, House.CallersOf(House.Broken, type, method));
        var others = House.CallersOf(House.Kept, type, method).Where(caller => !caller.StartsWith(UnitOfWork, StringComparison.Ordinal)).Distinct();
        Assert.Empty(others);
    }

    [Fact]
    public void Only_repositories_and_the_unit_of_work_save()
    {
        const string Context = "Microsoft.EntityFrameworkCore.DbContext";
        Assert.Contains(typeof(Api.Adoptions.Services.SavingService).FullName, House.CallersOf(House.Broken, Context, "SaveChanges"));
        var others = House.CallersOf(House.Kept, Context, "SaveChanges").Distinct()
            .Where(caller => !caller.StartsWith(UnitOfWork, StringComparison.Ordinal) && !caller.Contains(".Repositories.", StringComparison.Ordinal));
        Assert.Empty(others);
    }
}
