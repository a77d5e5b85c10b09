using Npgsql;

namespace PetShop.Benchmarks.Floor;

/// <summary>The floor's connections to a shop's database: plain Npgsql, which prepares the statements.</summary>
internal static class RawDatabase
{
    private const int MaxAutoPrepare = 50;
    private const int PoolSize = 30;

    /// <summary>The setting that names the database. Without it, the floor has no database.</summary>
    public const string Setting = "Floor:Database";

    public static NpgsqlDataSource Open(string connection) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection)
        {
            MaxAutoPrepare = MaxAutoPrepare,
            NoResetOnClose = true,
            MinPoolSize = PoolSize,
            MaxPoolSize = PoolSize,
        });
}
