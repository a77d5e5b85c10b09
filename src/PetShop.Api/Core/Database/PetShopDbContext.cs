using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace PetShop.Api.Core.Database;

/// <summary>
/// The shop's tables. It names no table: the configurations of the domains are discovered in the assembly, and
/// repositories use <c>db.Set&lt;Product&gt;()</c>. The schema is the connection's Search Path.
/// </summary>
public sealed class PetShopDbContext(DbContextOptions<PetShopDbContext> options)
    : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>Sorts text in the same way on every server, whatever its locale.</summary>
    public const string TextCollation = "und-x-icu";

    /// <summary>The keys of ASP.NET Core Data Protection.</summary>
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
