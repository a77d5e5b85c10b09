namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>Who may call a route.</summary>
internal enum Access
{
    /// <summary>Anyone; a bad token counts as none.</summary>
    Anyone,

    /// <summary>Anyone with a session, each for their own.</summary>
    Users,

    /// <summary>The one it belongs to, and admins.</summary>
    Owners,

    Admins,
}

/// <summary>Who calls.</summary>
internal enum Caller
{
    Nobody,

    /// <summary>Whom it belongs to.</summary>
    User,
    OtherUser,
    Admin,

    /// <summary>Signed in while an admin, and no longer one.</summary>
    RevokedAdmin,
    ExpiredToken,
    GarbageToken,
}

/// <summary>A route, who may call it and what they are answered then.</summary>
/// <param name="Route">Method and path; a parameter names what to put there, such as <c>{id=order}</c> (see <see cref="Scene"/>).</param>
/// <param name="Success">The status of a call that is allowed.</param>
/// <param name="Body">A body that is accepted: JSON, or a form when it starts with <c>form:</c>; <c>&lt;order&gt;</c> stands for an order's id.</param>
internal sealed record EndpointRow(string Route, Access Access, int Success = 200, string? Body = null)
{
    /// <summary>Where a caller is answered otherwise than its access says.</summary>
    public (Caller Caller, int Status)[] Except { get; init; } = [];

    public string Method => Route[..Route.IndexOf(' ')];

    public string Path => Route[(Route.IndexOf(' ') + 1)..];

    /// <summary>What the caller is answered.</summary>
    public int Expected(Caller caller)
    {
        foreach (var (who, status) in Except)
        {
            if (who == caller)
                return status;
        }
        return Access switch
        {
            Access.Anyone => Success,
            _ when caller is Caller.Nobody or Caller.ExpiredToken or Caller.GarbageToken => 401,
            Access.Users => Success,
            Access.Owners => caller is Caller.User or Caller.Admin ? Success : 403,
            _ => caller is Caller.Admin ? Success : 403,
        };
    }
}
