namespace PetShop.Api.Core.Security;

/// <summary>
/// The authorization policies. Each action must name one of them or be public; otherwise the shop does not start.
/// </summary>
public static class Policies
{
    /// <summary>Any caller with a valid session. The service checks whose data it is.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Accounts that have the role <c>admin</c> now.</summary>
    public const string Admin = "admin";
}
