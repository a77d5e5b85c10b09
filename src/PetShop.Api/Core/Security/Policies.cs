namespace PetShop.Api.Core.Security;

/// <summary>Who may call an action. Each action names one of these or says that it is public; the shop does not start otherwise.</summary>
public static class Policies
{
    /// <summary>Anyone with a valid session. Whose data it is, the service checks.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Holders of the role <c>admin</c>, as it stands now.</summary>
    public const string Admin = "admin";
}
