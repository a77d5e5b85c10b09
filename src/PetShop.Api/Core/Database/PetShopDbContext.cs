using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace PetShop.Api.Core.Database;

/// <summary>
/// The shop's tables. It names none of them: each domain's configurations are found in the assembly, and repositories say
/// <c>db.Set&lt;Product&gt;()</c>. The schema is the connection's Search Path.
/// </summary>
public sealed class PetShopDbContext(DbContextOptions<PetShopDbContext> options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>Sorts text the same on every server, whatever its locale.</summary>
    public const string TextCollation = "und-x-icu";

    /// <summary>What ASP.NET Core Data Protection keeps its keys in.</summary>
    DbSet<DataProtectionKey> IDataProtectionKeyContext.DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasSequence<long>(TimeOrderedIds.Sequence).IncrementsBy(TimeOrderedIds.BlockSize);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PetShopDbContext).Assembly);
        foreach (var key in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()))
            key.DeleteBehavior = DeleteBehavior.Restrict;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<decimal>().HavePrecision(14, 3);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
    }
}
