using Microsoft.EntityFrameworkCore;
using Npgsql;
using PetShop.Api.Core.Hosting;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Core.Database;

public static class DatabaseSetup
{
    private const string HistoryTable = "schema_migrations";

    /// <summary>
    /// Registers the data source, the pooled context, the unit of work and what maintains the schema.
    /// </summary>
    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .Validate(options => options.IsValid(), "A setting of Database is out of range: "
                + "MinPoolSize starts at 0, all others start at 1.").ValidateOnStart();
        services.AddSingleton<DatabaseConnections>()
            .AddSingleton(provider => provider.GetRequiredService<DatabaseConnections>().OpenPool());
        services.AddDbContextPool<PetShopDbContext>(Configure);
        services.AddSingleton<StartupGuard>().AddSingleton<DatabaseProbe>().AddSingleton<PoolingModeCheck>()
            .AddHostedService<PoolingModeService>();
        services.AddSingleton<TimeOrderedIds>().AddSingleton<Partitions>();
        services.AddSingleton<MigrateLock>().AddSingleton<ApplicationRole>().AddSingleton<MigrateCommand>();
        services.AddJob<PartitionJob>().AddJob<IdempotencyCleanupJob>();
        services.AddHealthChecks().AddCheck<PartitionsCheck>(PartitionsCheck.Name, tags: ["ready"])
            .AddCheck<PrivilegesCheck>(PrivilegesCheck.Name, tags: ["ready"]);
        services.AddScoped<IdempotencyStore>().AddScoped<IdempotentRequest>().AddScoped<SeedRegister>()
            .AddScoped<AfterCommitHooks>()
            .AddScoped<IUnitOfWork, UnitOfWork>();
        return builder;
    }

    /// <summary>The first schema of the connection's Search Path; null for the server's default.</summary>
    internal static string? SchemaOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).SearchPath
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    /// <summary>A context on its own connection, for changing the schema.</summary>
    internal static PetShopDbContext ContextOn(NpgsqlConnection connection) =>
        new(new DbContextOptionsBuilder<PetShopDbContext>()
            .UseNpgsql(connection,
                npgsql => npgsql.MigrationsHistoryTable(HistoryTable, SchemaOf(connection.ConnectionString)))
            .UseSnakeCaseNamingConvention().Options);

    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder options)
    {
        var source = provider.GetRequiredService<NpgsqlDataSource>();
        options.UseNpgsql(
            source, npgsql => npgsql.MigrationsHistoryTable(HistoryTable, SchemaOf(source.ConnectionString)))
            .UseSnakeCaseNamingConvention();
    }
}
