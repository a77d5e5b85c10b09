namespace PetShop.IntegrationTests.Contract.Policies;

internal sealed partial class EndpointScenario
{
    /// <summary>A token for the owner's address, as if it had been mailed.</summary>
    private async Task<string> EmailTokenAsync()
    {
        var token = $"mailed-to-{_owner.Username}";
        await _shop.Database.ExecuteAsync($"""
            INSERT INTO mailed_tokens (token_hash, user_id, purpose, email, mail_id, created_at, expires_at)
            SELECT sha256('{token}'), id, 'EmailVerification', email, 1, now(), now() + interval '1 hour'
            FROM users WHERE id = {_owner.UserId} ON CONFLICT DO NOTHING
            """);
        return token;
    }
}
