using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>Reads a session's account and current roles from the database.</summary>
internal sealed class SessionReader(SessionRepository sessions, SessionCache memory) : ISessionReader
{
    public async Task<Actor?> ReadAsync(TokenSession session, CancellationToken ct)
    {
        var (id, userId) = session;
        return await memory.ReadAsync(session, async () =>
        {
            var roles = await sessions.RolesOfAsync(id, ct);
            return roles.Count > 0 && roles[0].UserId == userId
                ? new Actor(userId, id, roles.ConvertAll(row => row.Role))
                : null;
        });
    }
}
