using PetShop.Api.Auth.Services.Accounts;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>The admin whom <c>migrate</c> makes in a shop that has none: the configured one, else one with a random password.</summary>
internal sealed class FirstAdmin
{
    private const string SecretName = "admin-password";
    private readonly DataFolder _folder;
    private readonly string _data;
    private readonly string _password;
    private readonly bool _passwordIsNew;
    private readonly FirstAdminFacts _facts;

    /// <param name="folder">Where the password is kept.</param>
    /// <param name="data">Whose admin: the name of the servers' data in the folder; empty where they are elsewhere.</param>
    public FirstAdmin(DataFolder folder, string data)
    {
        (_folder, _data) = (folder, data);
        _facts = new FirstAdminFacts
        {
            Configured = Environment.GetEnvironmentVariable("BootstrapAdmin__Username") is { Length: > 0 } name ? name : null,
            Noted = folder.Read(Mark),
            HasPassword = folder.Read(SecretName) is not null,
        };
        // Where these data have their admin and somebody took the file away, a new password would be a lie.
        (_password, _passwordIsNew) = _facts.Configured is null && !_facts.IsForgotten ? folder.Secret(SecretName) : ("", false);
    }

    /// <summary>For <c>migrate</c>; empty where the environment, which it inherits, has them, or nobody is to be made.</summary>
    public IReadOnlyDictionary<string, string> Settings => _password.Length == 0 ? new Dictionary<string, string>() : new()
    {
        ["BootstrapAdmin__Username"] = FirstAdminFacts.OurName,
        ["BootstrapAdmin__Password"] = _password,
        ["BootstrapAdmin__Email"] = "admin@petshop.example",
    };

    private string Mark => $"{_data}.has-admin";

    /// <summary>Notes what became of the admin.</summary>
    /// <param name="said">What <c>migrate</c> wrote.</param>
    /// <returns>User name and how to get the password.</returns>
    public string Settle(string said)
    {
        var facts = _facts with { IsMade = said.Contains(AccountSeeder.AdminMade, StringComparison.Ordinal) };
        if (facts.IsMade && _data.Length > 0) DataFolder.WritePrivately(_folder.PathOf(Mark), facts.Note);
        // Kept, it would be taken for the password of an admin who has another one.
        if (_passwordIsNew && said.Contains(AccountSeeder.AdminExists, StringComparison.Ordinal)) File.Delete(_folder.PathOf(SecretName));
        return facts.Describe(_password, _folder.PathOf(SecretName));
    }
}
