using PetShop.Api.Auth.Services.Accounts;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Mail;

/// <summary>Addresses of people who never asked for mail.</summary>
public sealed class AccountMailLimitTests : AccountMailTest
{
    [Fact]
    public async Task Whoever_asks_for_resets_again_and_again_does_not_keep_the_owner_from_one()
    {
        await RegisterAsync("victim");
        await MailsAsync();
        for (var hours = 0; hours < 5; hours++)
        {
            for (var i = 0; i < 10; i++)
            {
                await AskResetAsync("victim@example.com");
                await MailsAsync();
            }
            Shop.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal(15, Mails.All.Count(mail => mail.Subject == "Choose a new password"));
        for (var i = 0; i < 10; i++)
        {
            await AskResetAsync("victim@example.com");
            await MailsAsync();
        }
        // Each link that was mailed works, however many were asked for.
        var links = Mails.All.Where(mail => mail.Subject == "Choose a new password").TakeLast(3).ToList();
        await (await ResetAsync(TokenOf(links[0]))).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_stranger_gets_a_few_mails_whichever_accounts_ask()
    {
        for (var i = 0; i < 5; i++)
            await ChangeAsync(await RegisterAsync($"many{i}"), "victim@example.com");
        Assert.Equal(3, (await MailsAsync()).Count(IsToVictim));
        for (var hours = 0; hours < 6; hours++)
        {
            Shop.Clock.Advance(TimeSpan.FromHours(1));
            await (await (await Buyer.SignInAsync(Node, "many0.owner", Buyer.DefaultPassword))
                .PostAsync("/auth/email-verification/request")).ShouldBeAsync(HttpStatusCode.Accepted);
            await (await (await Buyer.SignInAsync(Node, "many1.owner", Buyer.DefaultPassword))
                .PostAsync("/auth/email-verification/request")).ShouldBeAsync(HttpStatusCode.Accepted);
            await MailsAsync();
        }
        Assert.Equal(10, Mails.All.Count(IsToVictim));
        Assert.DoesNotContain(Mails.All.Where(IsToVictim),
            mail => (mail.Text + mail.Html).Contains("many", StringComparison.Ordinal));

        static bool IsToVictim(PetShop.MailSink.Mails.Mail mail) => mail.To[0] == "victim@example.com";
    }

    [Fact]
    public async Task Beyond_the_limit_of_a_network_accounts_are_made_and_links_are_refused()
    {
        var node = Shop.StartNode(Mails.Settings(
            ("RateLimits:MailRequests:Requests", "1"), ("RateLimits:MailRequests:Window", "01:00:00")));
        var caller = new ShopCaller(node);
        foreach (var name in new[] { "first", "first", "second" })      // the second one is a conflict, and not counted
            await caller.PostAsync("/auth/register", new
            {
                username = name + ".owner",
                email = name + "@example.com",
                password = Buyer.DefaultPassword,
            });
        var buyer = await Buyer.SignInAsync(node, "second.owner", Buyer.DefaultPassword);
        await (await buyer.PostAsync("/auth/email-verification/request"))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}",
            new { email = "x@example.com", current_password = Buyer.DefaultPassword }))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await SendAsync(node);
        Assert.Equal(["first@example.com"], Mails.All.SelectMany(mail => mail.To));
    }

    [Fact]
    public async Task What_others_asked_for_an_address_does_not_show_in_the_answers_to_an_account()
    {
        await RegisterAsync("victim");
        await MailsAsync();
        for (var i = 0; i < 3; i++)
        {
            await AskResetAsync("victim@example.com");
            await AskResetAsync("nobody@example.com");
            await MailsAsync();
        }
        Assert.Equal(await CountAsync("one", "victim@example.com"), await CountAsync("two", "nobody@example.com"));

        async Task<int> CountAsync(string name, string email)
        {
            var buyer = await RegisterAsync(name);
            await MailsAsync();
            await ChangeAsync(buyer, email);
            for (var count = 0; ; count++)
            {
                await MailsAsync();
                if ((await buyer.PostAsync("/auth/email-verification/request")).StatusCode
                    != HttpStatusCode.Accepted || count == 10)
                    return count;
            }
        }
    }

    [Fact]
    public async Task A_new_address_that_nobody_verifies_is_forgotten_after_three_days()
    {
        var owner = await RegisterAsync("rex");
        await ChangeAsync(owner, "never@example.com");
        await MailsAsync();
        Shop.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await Shop.RunJobAsync<AccountCleanupJob>();
        Assert.Equal(1L, await WaitingAsync());
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await Shop.RunJobAsync<AccountCleanupJob>();
        Assert.Equal(0L, await WaitingAsync());
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM mailed_addresses"));

        Task<long> WaitingAsync() => Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM users WHERE coalesce(pending_email, normalized_pending_email) IS NOT NULL");
    }
}
