namespace PetShop.AppHost;

/// <summary>What is known of the shop's first admin, and what may be said of them: nothing that is not so.</summary>
internal sealed record FirstAdminFacts
{
    public const string OurName = "admin";

    /// <summary>BootstrapAdmin__Username; null where it is not set.</summary>
    public string? Configured { get; init; }

    /// <summary>The <see cref="Note"/> of the start that made the admin of these data; null where there is none.</summary>
    public string? Noted { get; init; }

    /// <summary>An earlier start kept its random password.</summary>
    public bool HasPassword { get; init; }

    /// <summary>These data have their admin, whose password is kept nowhere any more.</summary>
    public bool IsForgotten => Noted is not null && !HasPassword;

    /// <summary>This start made the admin.</summary>
    public bool IsMade { get; init; }

    /// <summary>What later starts are to know of an admin made by this one.</summary>
    public string Note => Configured is null
        ? OurName
        : $"{Configured}, password as BootstrapAdmin__Password had it when the shop was first opened";

    /// <param name="password">The random one.</param>
    /// <param name="file">Where it is kept.</param>
    public string Describe(string password, string file) => this switch
    {
        { IsMade: true, Configured: { } name } => $"{name}, password by BootstrapAdmin__Password",
        { IsMade: true } => $"{OurName}, password {password} (kept in {file})",
        { Noted: OurName, HasPassword: true } => $"{OurName}, password in {file} unless it was changed",
        { Noted: OurName } => $"{OurName}, password as printed at the first start ({file} is gone)",
        { Noted: { } other } => other,
        { HasPassword: true } => $"the one that this database had already; if an earlier start here made it: {OurName}, password in {file}",
        _ => "the one that this database had already",
    };
}
