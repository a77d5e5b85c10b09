using PetShop.AppHost.Servers;

namespace PetShop.AppHost;

/// <summary>
/// What the API's processes are told: <c>migrate</c> connects as the owner, the nodes as a role that owns nothing.
/// </summary>
internal sealed class ShopProcesses(ApiDefaults defaults, ShopServers servers)
{
    private const string DatabaseName = "ConnectionStrings__PetShop";

    public IReadOnlyDictionary<string, string> ForMigrate(IEnumerable<KeyValuePair<string, string>> admin)
    {
        var settings = new Dictionary<string, string>(Shared.Concat(admin)) { [DatabaseName] = As(servers.Postgres.Roles?.Owner) };
        if (servers.Postgres.Roles is { } roles) settings["Database__ApplicationRole"] = roles.Nodes.Name;
        return settings;
    }

    public IReadOnlyDictionary<string, string> ForNodes() =>
        new Dictionary<string, string>(Shared) { [DatabaseName] = As(servers.Postgres.Roles?.Nodes) };

    private IEnumerable<KeyValuePair<string, string>> Shared =>
        [.. defaults.Settings, new("ConnectionStrings__Redis", servers.Redis.ConnectionString)];

    private string As(PostgresRole? role) => role?.In(servers.Postgres.ConnectionString) ?? servers.Postgres.ConnectionString;
}
