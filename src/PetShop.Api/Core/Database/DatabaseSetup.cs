using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Core.Database;

public static class DatabaseSetup
{
    /// <summary>The connection string's name in the configuration.</summary>
    public const string ConnectionName = "PetShop";

    /// <summary>No transaction of the shop waits for anything but the database; one that does has lost its node, and its locks are in the way.</summary>
    private const string IdleInTransaction = "30s";

    /// <summary>The data source, the pooled context, the unit of work and what keeps the schema in order.</summary>
    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .Validate(options => options.IsSane(), "A setting of Database is out of range: MinPoolSize starts at 0, all others start at 1.").ValidateOnStart();
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
        var connection = ConnectionOf(configuration, options);
        connection.MinPoolSize = Math.Min(options.MinPoolSize, options.MaxPoolSize);
        connection.MaxPoolSize = options.MaxPoolSize;
        return new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = ConnectionName }.UseLoggerFactory(loggers).Build();
    }

    /// <summary>The configured connection with the shop's time limits.</summary>
    private static NpgsqlConnectionStringBuilder ConnectionOf(IConfiguration configuration, DatabaseOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(ConnectionName)
            ?? throw new InvalidOperationException("No database is configured. Set ConnectionStrings__PetShop, such as Host=localhost;Database=petshop;Username=petshop;Password=…"))
        {
            Timeout = options.ConnectSeconds,
            CommandTimeout = options.CommandSeconds,
            ApplicationName = "petshop",
        };
        // Sent when the connection is made, and so what it is reset to when it returns to the pool. A SET would be lost then.
        connection.Options = string.Create(CultureInfo.InvariantCulture,
            $"{connection.Options} -c statement_timeout={options.StatementSeconds}s -c lock_timeout={options.LockSeconds}s -c idle_in_transaction_session_timeout={IdleInTransaction}").TrimStart();
        return connection;
    }
}
