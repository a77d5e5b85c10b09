using System.Text.Json;
using PetShop.IntegrationTests.Sales;
using PetShop.MailSink.Smtp;

namespace PetShop.IntegrationTests.Mail;

/// <summary>Mailed links that verify addresses, and changes of addresses.</summary>
public sealed class EmailVerificationTests : AccountMailTest
{
    [Fact]
    public async Task A_new_account_gets_a_link_that_verifies_its_address_once()
    {
        var buyer = await RegisterAsync("rex");
        Assert.False(await IsVerifiedAsync(buyer));
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(["rex@example.com"], mail.To);
        var token = TokenOf(mail);
        Assert.Contains($"{MailHost.Storefront}/verify-email#token={token}", mail.Html!, StringComparison.Ordinal);
        await (await VerifyAsync(token)).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.True(await IsVerifiedAsync(buyer));
        await (await VerifyAsync(token)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-email-token");
        await AskAsync(buyer);
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Another_link_can_be_asked_for_a_few_times_an_hour_and_ends_after_three_days()
    {
        Mails.Order(new Fault { Kind = FaultKind.RecipientLater, Times = 4 });     // tries do not count as links
        var buyer = await RegisterAsync("rex");
        for (var i = 0; i < 4; i++)
        {
            Assert.Empty(await MailsAsync());
            Shop.Clock.Advance(TimeSpan.FromMinutes(3));
        }
        var tokens = new List<string> { TokenOf(Assert.Single(await MailsAsync())) };
        for (var i = 0; i < 2; i++)
        {
            await AskAsync(buyer);
            tokens.Add(TokenOf(Assert.Single(await MailsAsync())));
        }
        await (await buyer.PostAsync("/auth/email-verification/request"))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        Shop.Clock.Advance(TimeSpan.FromDays(3));
        Assert.All(await Task.WhenAll(tokens.Select(VerifyAsync)),
            answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        await (await Anyone.PostAsync("/auth/email-verification", new { token = "" })).ShouldRejectFieldAsync("token");
    }

    [Fact]
    public async Task A_new_address_takes_effect_when_it_is_verified_and_the_old_one_is_told()
    {
        var buyer = await VerifiedAsync("rex");
        var changed = await ChangeAsync(buyer, "new@example.com");
        Assert.Equal(("rex@example.com", "new@example.com"), (changed.Text("email"), changed.Text("pending_email")));
        var mails = await MailsAsync();
        Assert.Equal(2, mails.Count);
        var notice = mails.Single(mail => mail.To[0] == "rex@example.com");
        Assert.Contains($"{MailHost.Storefront}/reset-password#token=", notice.Text!, StringComparison.Ordinal);
        var link = TokenOf(mails.Single(mail => mail.To[0] == "new@example.com"));
        await (await VerifyAsync(link)).ShouldBeAsync(HttpStatusCode.NoContent);
        var me = await buyer.ReadAsync("/auth/me");
        Assert.Equal(("new@example.com", JsonValueKind.Null),
            (me.Text("email"), me.GetProperty("pending_email").ValueKind));
        Assert.True(me.GetProperty("email_verified").GetBoolean());
        var done = Assert.Single(await MailsAsync());
        Assert.Equal(["rex@example.com"], done.To);
        Assert.Contains("was changed", done.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_to_a_taken_address_answers_like_one_to_a_free_address()
    {
        var (one, two) = (await RegisterAsync("rex"), await RegisterAsync("max"));
        await RegisterAsync("taken");
        await MailsAsync();
        using var counter = new StatementCounter();
        var (free, taken) = (await ChangeAsync(one, "freed@example.com"), await ChangeAsync(two, "TAKEN@example.com"));
        foreach (var member in free.EnumerateObject().Select(member => member.Name)
            .Except(["id", "username", "email", "pending_email", "created_at"]))
            Assert.Equal(free.GetProperty(member).GetRawText(), taken.GetProperty(member).GetRawText());
        Assert.Equal("TAKEN@example.com", taken.Text("pending_email"));
        Assert.Equal(await CountAsync(one, "freer@example.com"), await CountAsync(two, "taken@example.com"));
        var told = (await MailsAsync()).First(
            mail => mail.To[0].Equals("taken@example.com", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("token", told.Text! + told.Html, StringComparison.Ordinal);

        Task<int> CountAsync(Buyer buyer, string email) => counter.CountAsync(buyer, HttpMethod.Put,
            $"/auth/users/{buyer.UserId}", new { email, current_password = Buyer.DefaultPassword });
    }

    [Fact]
    public async Task An_address_that_was_taken_meanwhile_is_a_conflict()
    {
        var buyer = await RegisterAsync("rex");
        await MailsAsync();
        await ChangeAsync(buyer, "late@example.com");
        var link = TokenOf((await MailsAsync()).Single(mail => mail.To[0] == "late@example.com"));
        await RegisterAsync("late");
        await (await VerifyAsync(link)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "email-taken");
    }

    [Fact]
    public async Task A_new_password_stops_a_change_of_the_address_that_somebody_else_began()
    {
        var buyer = await RegisterAsync("rex");
        await MailsAsync();
        await ChangeAsync(buyer, "thief@example.com");
        var link = TokenOf((await MailsAsync()).Single(mail => mail.To[0] == "thief@example.com"));
        await SetPasswordAsync(buyer);
        await (await VerifyAsync(link)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-email-token");
        Assert.Equal(["Your password was changed"], (await MailsAsync()).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task An_admin_changes_an_address_at_once_and_both_addresses_are_told()
    {
        var buyer = await RegisterAsync("rex");
        await MailsAsync();
        var changed = await (await Admin.PutAsync($"/auth/users/{buyer.UserId}",
            new { email = "max@example.com", current_password = Admin.FirstPassword }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("max@example.com", changed.Text("email"));
        Assert.False(changed.GetProperty("email_verified").GetBoolean());
        Assert.Equal(["max@example.com", "rex@example.com"], (await MailsAsync()).Select(mail => mail.To[0]).Order());
    }

    private static async Task AskAsync(Buyer buyer) =>
        await (await buyer.PostAsync("/auth/email-verification/request")).ShouldBeAsync(HttpStatusCode.Accepted);

    private static async Task<bool> IsVerifiedAsync(Buyer buyer) =>
        (await buyer.ReadAsync("/auth/me")).GetProperty("email_verified").GetBoolean();
}
