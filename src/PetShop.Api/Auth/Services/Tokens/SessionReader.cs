using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>Who a session belongs to and what they may do, as the database has it now: a role taken away is gone at the next request.</summary>
internal sealed class SessionReader(SessionRepository sessions) : ISessionReader
{
    public async Task<Actor?> FindAsync(Guid sessionId, CancellationToken ct)
    {
        var rows = await sessions.RolesOfAsync(sessionId, ct);
        return rows.Count == 0 ? null : new Actor(rows[0].UserId, sessionId, rows.ConvertAll(row => row.Role));
    }
}
