namespace PetShop.Api.Auth.Entities.SignIn;

/// <summary>A network from which an account was signed in to: failures of strangers do not lock it out.</summary>
public sealed class SignInNetwork
{
    public const int NetworkMaxLength = 50;

    public required long UserId { get; init; }

    /// <summary>Such as <c>203.0.113.0/24</c> or <c>2001:db8:1:2::/64</c>.</summary>
    public required string Network { get; init; }

    /// <summary>
    /// The time of the last sign-in or session refresh from this network; a refresh may be recorded up to a day late.
    /// </summary>
    public required DateTimeOffset LastSignInAt { get; init; }
}
