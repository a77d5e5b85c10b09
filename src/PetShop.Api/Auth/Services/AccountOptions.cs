namespace PetShop.Api.Auth.Services;

/// <summary>Section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>
    /// Iterations of PBKDF2-SHA-512 for a password hash. A hash with fewer is replaced at the next sign-in.
    /// </summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>
    /// This many consecutive failures with one name from one network (/24 for IPv4, /64 for IPv6) lock it for that
    /// network.
    /// </summary>
    public int MaxWrongTries { get; set; } = 10;

    /// <summary>
    /// This many failures with one name from all networks without a recent sign-in to it lock it for those networks.
    /// </summary>
    public int MaxWrongTriesOfStrangers { get; set; } = 50;

    /// <summary>
    /// This many failures from one network with any names lock it for names without a recent sign-in from there.
    /// </summary>
    public int MaxWrongTriesOfNetwork { get; set; } = 100;

    /// <summary>How long a lock lasts, and how long a failure counts.</summary>
    public TimeSpan LockFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A lock for unknown networks lasts twice as long as the previous one, up to this.</summary>
    public TimeSpan LongestLock { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How many password hashes are computed at once. By default half of the processors, at most four: the rest is for
    /// other requests.
    /// </summary>
    public int HashingSlots { get; set; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    /// <summary>How many requests may wait for a hash.</summary>
    public int HashingQueue { get; set; } = 16;

    /// <summary>How long a request may wait for a hash.</summary>
    public TimeSpan HashingPatience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a password reset token is valid.</summary>
    public TimeSpan PasswordResetLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a mailed link that verifies an e-mail address is valid.</summary>
    public TimeSpan EmailVerificationLifetime { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long the owner of an account's previous address can take the account back.</summary>
    public TimeSpan RecoveryLifetime { get; set; } = TimeSpan.FromDays(3);

    internal bool IsValid() =>
        PasswordIterations > 0 && MaxWrongTries > 0 && MaxWrongTriesOfStrangers > 0 && MaxWrongTriesOfNetwork > 0
            && LockFor > TimeSpan.Zero && LongestLock >= LockFor && HashingSlots > 0 && HashingQueue > 0
            && HashingPatience > TimeSpan.Zero
            && PasswordResetLifetime > TimeSpan.Zero && EmailVerificationLifetime > TimeSpan.Zero
            && RecoveryLifetime > TimeSpan.Zero;
}

/// <summary>
/// Section <c>BootstrapAdmin</c>: the first admin, created by <c>migrate</c> if there is no admin. There is no default.
/// </summary>
public sealed class BootstrapAdminOptions
{
    public const string Section = "BootstrapAdmin";

    /// <summary>Null for no first admin.</summary>
    public string? Username { get; set; }

    public string? Password { get; set; }

    /// <summary>By default, the user name at localhost.</summary>
    public string? Email { get; set; }
}
