namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>Who may call a route.</summary>
internal enum Access
{
    /// <summary>Anyone; a bad token is ignored.</summary>
    Anyone,

    /// <summary>Any signed-in user, for their own data.</summary>
    Users,

    /// <summary>The owner and admins.</summary>
    Owners,

    Admins,
}

/// <summary>The caller.</summary>
internal enum Caller
{
    Nobody,

    /// <summary>The owner of the resource.</summary>
    User,
    OtherUser,
    Admin,

    /// <summary>Signed in as an admin whose role was then removed.</summary>
    RevokedAdmin,
    ExpiredToken,
    GarbageToken,
}

/// <summary>A route, who may call it, and the status of the response.</summary>
/// <param name="Route">Method and path; a parameter names its value, such as <c>{id=order}</c> (see
/// <see cref="EndpointScenario"/>).</param>
/// <param name="Success">The status of an allowed call.</param>
/// <param name="Body">A valid body: JSON, or a form if it starts with <c>form:</c>; <c>&lt;order&gt;</c> stands for an
/// order's id.</param>
internal sealed record EndpointRow(string Route, Access Access, int Success = 200, string? Body = null)
{
    /// <summary>Callers whose status differs from what the access rule says.</summary>
    public (Caller Caller, int Status)[] Except { get; init; } = [];

    public string Method => Route[..Route.IndexOf(' ')];

    public string Path => Route[(Route.IndexOf(' ') + 1)..];

    /// <summary>The expected status for the caller.</summary>
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
