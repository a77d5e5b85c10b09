namespace PetShop.Api.Auth.Services;

/// <summary>Section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>Rounds of PBKDF2-SHA-512 a password hash takes. A hash with fewer is made anew at the next sign-in.</summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>So many wrong tries in a row under one name lock it.</summary>
    public int MaxWrongTries { get; set; } = 10;

    /// <summary>How long a name stays locked, and how long a wrong try counts.</summary>
    public TimeSpan LockFor { get; set; } = TimeSpan.FromMinutes(15);
}

/// <summary>Section <c>BootstrapAdmin</c>: the first admin, made by <c>migrate</c> while there is none. Never a default.</summary>
public sealed class BootstrapAdminOptions
{
    public const string Section = "BootstrapAdmin";

    /// <summary>Null for no such admin.</summary>
    public string? Username { get; set; }

    public string? Password { get; set; }

    /// <summary>Left out, it is the user name at localhost.</summary>
    public string? Email { get; set; }
}
