namespace PetShop.Api.Auth.Services;

/// <summary>Section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>Rounds of PBKDF2-SHA-512 a password hash takes. A hash with fewer is made anew at the next sign-in.</summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>So many wrong tries in a row under one name from one network (/24 of IPv4, /64 of IPv6) lock it for that network.</summary>
    public int MaxWrongTries { get; set; } = 10;

    /// <summary>So many under one name from all networks together that it was not signed in to from lately lock it for these.</summary>
    public int MaxWrongTriesOfStrangers { get; set; } = 50;

    /// <summary>So many from one network under any names lock it for names that were not signed in to from there lately.</summary>
    public int MaxWrongTriesOfNetwork { get; set; } = 100;

    /// <summary>How long a lock lasts, and how long a wrong try counts.</summary>
    public TimeSpan LockFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A lock of strangers lasts twice as long as the one before, up to this.</summary>
    public TimeSpan LongestLock { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many password hashes are computed at once. By default half of the processors, four at most: the rest is for other requests.</summary>
    public int HashingSlots { get; set; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    /// <summary>How many may wait for that.</summary>
    public int HashingQueue { get; set; } = 16;

    /// <summary>How long one may wait for that.</summary>
    public TimeSpan HashingPatience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a password reset's token can be redeemed.</summary>
    public TimeSpan PasswordResetLifetime { get; set; } = TimeSpan.FromHours(1);

    internal bool IsSane() => PasswordIterations > 0 && MaxWrongTries > 0 && MaxWrongTriesOfStrangers > 0 && MaxWrongTriesOfNetwork > 0
        && LockFor > TimeSpan.Zero && LongestLock >= LockFor && HashingSlots > 0 && HashingQueue > 0 && HashingPatience > TimeSpan.Zero
        && PasswordResetLifetime > TimeSpan.Zero;
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
