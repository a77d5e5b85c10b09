using PetShop.Api.Auth.Services.Accounts;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>
/// The admin that <c>migrate</c> creates if there is none: the configured one, otherwise one with a random password.
/// </summary>
internal sealed class FirstAdmin
{
    private const string SecretName = "admin-password";
    private readonly DataFolder _folder;
    private readonly string _data;
    private readonly string _password;
    private readonly bool _passwordIsNew;
    private readonly FirstAdminStatus _facts;

    /// <param name="folder">Where the password is stored.</param>
    /// <param name="data">Identifies the admin: the name of the servers' data in the folder; empty if the data is
    /// elsewhere.</param>
    public FirstAdmin(DataFolder folder, string data)
    {
        (_folder, _data) = (folder, data);
        _facts = new FirstAdminStatus
        {
            Configured =
                Environment.GetEnvironmentVariable("BootstrapAdmin__Username") is { Length: > 0 } name ? name : null,
            Noted = folder.Read(Mark),
            HasPassword = folder.Read(SecretName) is not null,
        };
        // If this data already has its admin and the file was removed, a new password would be wrong.
        (_password, _passwordIsNew) = _facts.Configured is null && !_facts.IsForgotten
            ? folder.Secret(SecretName)
            : ("", false);
    }

    /// <summary>
    /// Variables for <c>migrate</c>; empty if the environment, which it inherits, has them, or no admin is needed.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings =>
        _password.Length == 0 ? new Dictionary<string, string>() : new()
        {
            ["BootstrapAdmin__Username"] = FirstAdminStatus.OurName,
            ["BootstrapAdmin__Password"] = _password,
            ["BootstrapAdmin__Email"] = "admin@petshop.example",
        };

    private string Mark => $"{_data}.has-admin";

    /// <summary>Records whether the admin was created.</summary>
    /// <param name="said">The output of <c>migrate</c>.</param>
    /// <returns>The user name and how to get the password.</returns>
    public string Settle(string said)
    {
        var facts = _facts with { IsMade = said.Contains(AccountSeeder.AdminCreated, StringComparison.Ordinal) };
        if (facts.IsMade && _data.Length > 0) DataFolder.WritePrivately(_folder.PathOf(Mark), facts.Note);
        // If it were kept, it would look like the password of an admin who has another one.
        if (_passwordIsNew && said.Contains(AccountSeeder.AdminExists, StringComparison.Ordinal))
            File.Delete(_folder.PathOf(SecretName));
        return facts.Describe(_password, _folder.PathOf(SecretName));
    }
}
