using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>The admin whom <c>migrate</c> makes in a shop that has none.</summary>
/// <param name="Settings">For <c>migrate</c>; empty where they come from elsewhere or nobody is to be made.</param>
/// <param name="Description">User name and how to get the password.</param>
internal sealed record FirstAdmin(IReadOnlyDictionary<string, string> Settings, string Description)
{
    private const string UserName = "admin";
    private const string SecretName = "admin-password";
    private static readonly Dictionary<string, string> None = [];

    /// <summary>The one that is configured, else one with a random password, made once and kept in the data folder.</summary>
    /// <param name="folder">Where the password is kept.</param>
    /// <param name="data">Whose admin: the name of the servers' data in the folder.</param>
    public static FirstAdmin Choose(DataFolder folder, string data)
    {
        if (Environment.GetEnvironmentVariable("BootstrapAdmin__Username") is { Length: > 0 } configured)
            return new FirstAdmin(None, $"{configured}, by BootstrapAdmin__Username");
        var file = folder.PathOf(SecretName);
        // A new password would be a lie: the shop has its admin, and somebody took the file away.
        if (File.Exists(Mark(folder, data)) && !File.Exists(file))
            return new FirstAdmin(None, $"{UserName}, password as printed at the first start ({file} is gone)");
        var (password, isNew) = folder.Secret(SecretName);
        var settings = new Dictionary<string, string>
        {
            ["BootstrapAdmin__Username"] = UserName,
            ["BootstrapAdmin__Password"] = password,
            ["BootstrapAdmin__Email"] = "admin@petshop.example",
        };
        return new FirstAdmin(settings, isNew ? $"{UserName}, password {password} (kept in {file})" : $"{UserName}, password in {file}");
    }

    /// <summary>Notes that these data have their admin.</summary>
    public static void Remember(DataFolder folder, string data)
    {
        if (data.Length > 0) File.WriteAllText(Mark(folder, data), "");
    }

    private static string Mark(DataFolder folder, string data) => folder.PathOf($"{data}.has-admin");
}
