using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Auth.Services.Accounts;

namespace PetShop.IntegrationTests.Auth;

public sealed class CleanupTests : ShopTest
{
    [Fact]
    public async Task Only_expired_sessions_and_old_failures_are_deleted()
    {
        var gone = await Shop.SignUpAsync();
        await Shop.Anyone.PostAsync("/auth/login", new { username = "nobody.here", password = "not this password" });
        Shop.Clock.Advance(TimeSpan.FromDays(20));
        var kept = await Shop.SignUpAsync();
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = kept.RefreshToken }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Anyone.PostAsync("/auth/login", new { username = "nobody.there", password = "not this password" });
        var admin = await Admin.SignInAsync(Shop.Node);
        await (await admin.PostAsync($"/auth/users/{kept.UserId}/password-reset",
            new { current_password = Admin.FirstPassword })).ShouldBeAsync(HttpStatusCode.OK);
        var ended = await Shop.SignUpAsync();
        await (await ended.PostAsync("/auth/logout-all")).ShouldBeAsync(HttpStatusCode.NoContent);
        Shop.Clock.Advance(TimeSpan.FromDays(11));
        await Shop.Anyone.PostAsync("/auth/login", new { username = "nobody.new", password = "not this password" });
        await using (var scope = Shop.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<AccountCleanupJob>().RunAsync(CancellationToken.None);
        Assert.Equal(0L, await CountAsync("sessions WHERE user_id = $1", gone.UserId));
        Assert.Equal(1L, await CountAsync("sessions WHERE user_id = $1", kept.UserId));
        Assert.Equal(0L, await CountAsync("sessions WHERE user_id = $1", ended.UserId));
        Assert.Equal(2L, await CountAsync(
            "refresh_tokens JOIN sessions ON sessions.id = session_id WHERE user_id = $1", kept.UserId));
        Assert.Equal(3L, await CountAsync("sign_in_attempts WHERE $1 > 0", 1L));      // of one name, from one network
        Assert.Equal(0L, await CountAsync("sign_in_networks WHERE user_id = $1", gone.UserId));
        Assert.Equal(1L, await CountAsync("sign_in_networks WHERE user_id = $1", kept.UserId));
        Assert.Equal(0L, await CountAsync("password_resets WHERE user_id = $1", kept.UserId));
    }

    private Task<long> CountAsync(string rows, long userId) =>
        Shop.Database.ReadAsync<long>($"SELECT count(*) FROM {rows}", userId);
}
