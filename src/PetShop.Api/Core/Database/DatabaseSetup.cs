using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Core.Database;

public static class DatabaseSetup
{
    /// <summary>The connection string's name in the configuration.</summary>
    public const string ConnectionName = "PetShop";

    /// <summary>The data source, the pooled context, the unit of work and what keeps the schema in order.</summary>
    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .Validate(options => options.IsSane(), "A setting of Database is out of range: MinPoolSize starts at 0; MaxPoolSize, ConnectSeconds and MonthsAhead at 1.").ValidateOnStart();
        services.AddSingleton(provider => OpenDataSource(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IOptions<DatabaseOptions>>().Value, provider.GetRequiredService<ILoggerFactory>()));
        services.AddDbContextPool<PetShopDbContext>(Configure);
        services.AddSingleton<TimeOrderedIds>().AddSingleton<Partitions>().AddSingleton<ApplicationRole>().AddSingleton<MigrateCommand>();
        services.AddJob<PartitionJob>().AddJob<IdempotencyCleanupJob>();
        services.AddHealthChecks().AddCheck<PartitionsCheck>(PartitionsCheck.Name, tags: ["ready"])
            .AddCheck<PrivilegesCheck>(PrivilegesCheck.Name, tags: ["ready"]);
        services.AddScoped<IdempotentRequest>().AddScoped<AfterCommitHooks>().AddScoped<IUnitOfWork, UnitOfWork>();
        return builder;
    }

    /// <summary>The first schema of the connection's Search Path; null for the server's default.</summary>
    internal static string? SchemaOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).SearchPath?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder options)
    {
        var source = provider.GetRequiredService<NpgsqlDataSource>();
        options.UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("schema_migrations", SchemaOf(source.ConnectionString)))
            .UseSnakeCaseNamingConvention();
    }

    private static NpgsqlDataSource OpenDataSource(IConfiguration configuration, DatabaseOptions options, ILoggerFactory loggers)
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(ConnectionName)
            ?? throw new InvalidOperationException("No database is configured. Set ConnectionStrings__PetShop, such as Host=localhost;Database=petshop;Username=petshop;Password=…"))
        {
            MinPoolSize = Math.Min(options.MinPoolSize, options.MaxPoolSize),
            MaxPoolSize = options.MaxPoolSize,
            Timeout = options.ConnectSeconds,
            ApplicationName = "petshop",
        };
        return new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = ConnectionName }.UseLoggerFactory(loggers).Build();
    }
}
