namespace PetShop.AppHost;

/// <summary>
/// What is known about the shop's first admin, and the text about it, which must not claim anything unknown.
/// </summary>
internal sealed record FirstAdminStatus
{
    public const string OurName = "admin";

    /// <summary>BootstrapAdmin__Username; null if it is not set.</summary>
    public string? Configured { get; init; }

    /// <summary>
    /// The <see cref="Note"/> of the start that created the admin of this data; null if there is none.
    /// </summary>
    public string? Noted { get; init; }

    /// <summary>An earlier start stored its random password.</summary>
    public bool HasPassword { get; init; }

    /// <summary>This data has its admin, whose password is no longer stored.</summary>
    public bool IsForgotten => Noted is not null && !HasPassword;

    /// <summary>This start created the admin.</summary>
    public bool IsMade { get; init; }

    /// <summary>The note about this start's admin for later starts.</summary>
    public string Note => Configured is null
        ? OurName
        : $"{Configured}, password as BootstrapAdmin__Password had it when the shop was first opened";

    /// <param name="password">The random password.</param>
    /// <param name="file">The file with the password.</param>
    public string Describe(string password, string file) => this switch
    {
        { IsMade: true, Configured: { } name } => $"{name}, password by BootstrapAdmin__Password",
        { IsMade: true } => $"{OurName}, password {password} (kept in {file})",
        { Noted: OurName, HasPassword: true } => $"{OurName}, password in {file} unless it was changed",
        { Noted: OurName } => $"{OurName}, password as printed at the first start ({file} is gone)",
        { Noted: { } other } => other,
        { HasPassword: true } =>
            $"the one that this database had already; if an earlier start here made it: {OurName}, password in {file}",
        _ => "the one that this database had already",
    };
}
