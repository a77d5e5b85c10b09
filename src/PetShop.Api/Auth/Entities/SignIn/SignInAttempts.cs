namespace PetShop.Api.Auth.Entities.SignIn;

/// <summary>
/// Consecutive failed sign-ins: with one name from one network, with one name from all unknown networks, or from one
/// network.
/// </summary>
public sealed class SignInAttempts
{
    /// <summary>
    /// SHA-256 of the normalized name: passwords that are typed into the wrong field are not stored. Empty if all names
    /// count.
    /// </summary>
    public required byte[] NameHash { get; init; }

    /// <summary>SHA-256 of the network. Empty if all networks count.</summary>
    public required byte[] NetworkHash { get; init; }

    /// <summary>At the limit, further attempts are not checked.</summary>
    public int Failures { get; init; }

    /// <summary>
    /// When these failures stop counting, and a lock ends. An attempt while locked does not extend it.
    /// </summary>
    public DateTimeOffset ForgetAt { get; init; }

    /// <summary>How often the limit was reached recently: each lock lasts twice as long as the previous one.</summary>
    public int Locks { get; init; }

    /// <summary>Until when earlier locks extend the next one; never before <see cref="ForgetAt"/>.</summary>
    public DateTimeOffset RememberUntil { get; init; }
}
