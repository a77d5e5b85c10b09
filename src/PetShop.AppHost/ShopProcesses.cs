using PetShop.Api.Core.Security.Keys;
using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.AppHost;

/// <summary>
/// The settings of the API's processes: <c>migrate</c> connects as the owner, the nodes as a role that owns nothing,
/// and all share the certificate that protects the signing keys in the database.
/// </summary>
/// <param name="services">Settings with which the nodes use what plays services of others; null where none does.
/// </param>
internal sealed class ShopProcesses(
    ApiDefaults defaults, DataFolder folder, ShopServers servers,
    IReadOnlyList<IReadOnlyDictionary<string, string>?> services)
{
    private const string DatabaseName = "ConnectionStrings__PetShop";
    private const string CertificateName = "DataProtection__CertificatePath";

    private static readonly Dictionary<string, string> Nothing = [];

    private IPostgresServer Postgres => servers.Postgres;

    public IReadOnlyDictionary<string, string> ForMigrate(IEnumerable<KeyValuePair<string, string>> admin)
    {
        var settings = Shared();
        foreach (var (name, value) in admin) settings[name] = value;
        settings[DatabaseName] = As(Postgres.Roles?.Owner);
        if (Postgres.Roles is { } roles) settings["Database__ApplicationRole"] = roles.Nodes.Name;
        return settings;
    }

    public IReadOnlyDictionary<string, string> ForNodes()
    {
        var settings = Shared();
        foreach (var (name, value) in services.SelectMany(service => service ?? Nothing)) settings[name] = value;
        settings[DatabaseName] = As(Postgres.Roles?.Nodes);
        return settings;
    }

    private Dictionary<string, string> Shared()
    {
        var settings = new Dictionary<string, string>(defaults.Settings)
        {
            ["ConnectionStrings__Redis"] = servers.Redis.ConnectionString,
        };
        // A database that was given may be used by nodes elsewhere, which could not use a certificate in this folder.
        if (Postgres.Roles is not null && !defaults.IsGiven(CertificateName)) settings[CertificateName] = Certificate();
        return settings;
    }

    private string Certificate()
    {
        var path = folder.PathOf("key-ring.pfx");
        KeyCertificates.Create(path, password: null, TimeProvider.System.GetUtcNow());
        return path;
    }

    private string As(PostgresRole? role) => role?.In(Postgres.ConnectionString) ?? Postgres.ConnectionString;
}
