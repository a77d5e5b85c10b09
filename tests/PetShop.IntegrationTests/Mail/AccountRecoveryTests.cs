using System.Text.Json;
using PetShop.IntegrationTests.Sales;
using PetShop.MailSink.Smtp;

namespace PetShop.IntegrationTests.Mail;

/// <summary>Owners whose accounts others move to another address, and addresses of people who never asked.</summary>
public sealed class AccountRecoveryTests : AccountMailTest
{
    private const string StolenPassword = "the thief's own password";

    [Fact]
    public async Task The_owner_takes_an_account_back_that_a_thief_has_moved()
    {
        var owner = await VerifiedAsync("rex");
        Mails.Forget();
        var (thief, stolen) = await StealAsync(owner);
        await SendAsync();
        var told = Mails.All.Where(mail => mail.To[0] == "rex@example.com").ToList();
        Assert.Equal(2, told.Count);
        var link = TokenOf(told.Single(mail => mail.Subject.EndsWith("account was changed", StringComparison.Ordinal)));
        await AskResetAsync("thief@example.com");
        var reset = TokenOf(Assert.Single(await MailsAsync()));
        await (await ResetAsync(link)).ShouldBeAsync(HttpStatusCode.NoContent);

        var after = await MailsAsync();
        Assert.Equal(["rex@example.com", "thief@example.com"], after.SelectMany(mail => mail.To).Order());
        Assert.DoesNotContain(after, HasToken);
        await (await thief.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await Anyone.PostAsync("/auth/login", new { username = "rex.owner", password = StolenPassword }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        foreach (var token in new[] { reset, stolen, link })
            await (await ResetAsync(token)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
        var me = await (await Buyer.SignInAsync(Node, "rex@example.com", NewPassword)).ReadAsync("/auth/me");
        Assert.Equal(("rex@example.com", JsonValueKind.Null),
            (me.Text("email"), me.GetProperty("pending_email").ValueKind));
        Assert.True(me.GetProperty("email_verified").GetBoolean());
    }

    [Fact]
    public async Task A_thief_who_moves_on_does_not_get_the_way_back_instead_of_the_owner()
    {
        var owner = await VerifiedAsync("rex");
        var (thief, _) = await StealAsync(owner);
        await SendAsync();
        var link = TokenOf(Mails.All.Last(mail => mail.To[0] == "rex@example.com"));
        await ChangeAsync(thief, "thief2@example.com", StolenPassword);
        var wanted = await MailsAsync();
        await (await VerifyAsync(TokenOf(wanted.Single(mail => mail.To[0] == "thief2@example.com"))))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        var moved = await MailsAsync();
        Assert.DoesNotContain(moved, HasToken);
        await (await ResetAsync(link)).ShouldBeAsync(HttpStatusCode.NoContent);
        foreach (var mail in wanted.Where(HasToken))        // to the address that the thief had, and to the next one
            await (await ResetAsync(TokenOf(mail))).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM mailed_tokens"));
        Assert.Equal("rex@example.com", (await (await Buyer.SignInAsync(Node, owner.Username, NewPassword))
            .ReadAsync("/auth/me")).Text("email"));
    }

    [Fact]
    public async Task A_notice_that_waits_while_the_owner_comes_back_has_no_link()
    {
        var owner = await VerifiedAsync("rex");
        var (thief, _) = await StealAsync(owner);
        await SendAsync();
        var link = TokenOf(Mails.All.Last(mail => mail.To[0] == "rex@example.com"));
        Mails.Order(new Fault { Kind = FaultKind.RecipientLater, Recipient = "thief@" });
        await ChangeAsync(thief, "thief2@example.com", StolenPassword);
        await (await VerifyAsync(TokenOf((await MailsAsync()).Single()))).ShouldBeAsync(HttpStatusCode.NoContent);
        await MailsAsync();
        await (await ResetAsync(link)).ShouldBeAsync(HttpStatusCode.NoContent);
        Mails.Behave();
        Shop.Clock.Advance(TimeSpan.FromHours(1));
        var late = await MailsAsync();
        Assert.Contains(late, mail => mail.To[0] == "thief@example.com");
        Assert.DoesNotContain(late, HasToken);
    }

    [Fact]
    public async Task What_an_admin_decides_nobody_takes_back_with_a_mail()
    {
        var owner = await VerifiedAsync("rex");
        await StealAsync(owner);
        await SendAsync();
        var links = Mails.All.Where(mail => mail.Text!.Contains("/reset-password#", StringComparison.Ordinal))
            .Select(TokenOf).ToList();
        await (await Admin.PutAsync($"/auth/users/{owner.UserId}",
            new { email = "safe@example.com", current_password = Admin.FirstPassword }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var told = (await MailsAsync()).Single(mail => mail.To[0] == "thief@example.com");
        Assert.False(HasToken(told));
        Assert.NotEmpty(links);
        foreach (var link in links)
            await (await ResetAsync(link)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
    }

    [Fact]
    public async Task An_address_that_was_never_verified_is_told_and_cannot_take_the_account()
    {
        var owner = await RegisterAsync("typo");
        await MailsAsync();
        await MoveAsync(owner, "right@example.com");
        await MailsAsync();
        var told = Mails.All.Where(mail => mail.To[0] == "typo@example.com").Skip(1).ToList();
        Assert.Equal(2, told.Count);
        Assert.DoesNotContain(told, HasToken);
    }

    [Fact]
    public async Task Many_notices_of_one_kind_do_not_keep_the_way_back_from_the_owner()
    {
        var owner = await VerifiedAsync("rex");
        var password = Buyer.DefaultPassword;
        for (var i = 0; i < 12; i++)
        {
            var next = $"{StolenPassword} {i}";
            await SetPasswordAsync(owner, next, password);
            password = next;
        }
        Assert.Equal(10, (await MailsAsync()).Count);
        await ChangeAsync(owner, "thief@example.com", password);
        var link = (await MailsAsync()).Single(mail => mail.To[0] == "rex@example.com");
        await (await ResetAsync(TokenOf(link))).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(JsonValueKind.Null, (await (await Buyer.SignInAsync(Node, owner.Username, NewPassword))
            .ReadAsync("/auth/me")).GetProperty("pending_email").ValueKind);
    }

    [Fact]
    public async Task A_new_password_is_told_to_the_address_that_the_account_had_then()
    {
        var owner = await RegisterAsync("rex");
        await MailsAsync();
        Mails.Order(new Fault { Kind = FaultKind.RecipientLater, Recipient = "rex@" });
        await SetPasswordAsync(owner, StolenPassword);
        await MailsAsync();
        await ChangeAsync(owner, "thief@example.com", StolenPassword);
        await (await VerifyAsync(TokenOf((await MailsAsync()).Single()))).ShouldBeAsync(HttpStatusCode.NoContent);
        Mails.Behave();
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains(await MailsAsync(),
            mail => mail.To[0] == "rex@example.com" && mail.Subject == "Your password was changed");
    }

    [Fact]
    public async Task The_way_back_ends_after_three_days()
    {
        var owner = await VerifiedAsync("rex");
        await StealAsync(owner);
        var links = (await MailsAsync()).Where(mail => HasToken(mail)).Select(TokenOf).ToList();
        Assert.NotEmpty(links);
        Shop.Clock.Advance(TimeSpan.FromDays(3));
        Assert.All(await Task.WhenAll(links.Select(ResetAsync)),
            answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
    }

    [Fact]
    public async Task Nobody_else_gets_the_previous_address_while_it_is_the_way_back()
    {
        var owner = await VerifiedAsync("rex");
        var other = await RegisterAsync("other");
        await MailsAsync();
        await StealAsync(owner);
        var link = TokenOf((await MailsAsync()).First(mail => mail.To[0] == "rex@example.com"));
        await (await Anyone.PostAsync("/auth/register",
            new { username = "second", email = "REX@example.com", password = Buyer.DefaultPassword }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "email-taken");
        await ChangeAsync(other, "rex@example.com");
        Assert.DoesNotContain(await MailsAsync(), HasToken);
        await (await ResetAsync(link)).ShouldBeAsync(HttpStatusCode.NoContent);
        await MoveAsync(await Buyer.SignInAsync(Node, owner.Username, NewPassword), "away@example.com", NewPassword);
        Shop.Clock.Advance(TimeSpan.FromDays(3));
        await RegisterAsync("third", "rex@example.com");
    }

    [Fact]
    public async Task An_admin_whose_address_changes_is_told_without_a_link()
    {
        var admin = await RegisterAsync("boss");
        await Admin.GrantAsync(admin);
        await MailsAsync();
        await (await Admin.PutAsync($"/auth/users/{admin.UserId}",
            new { email = "new@example.com", current_password = Admin.FirstPassword }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var told = (await MailsAsync()).Single(mail => mail.To[0] == "boss@example.com");
        Assert.Contains("tell us at once", told.Text!, StringComparison.Ordinal);
        Assert.DoesNotContain("#token", told.Text! + told.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_a_mailbox_refuses_does_not_keep_the_next_one_back()
    {
        var owner = await RegisterAsync("rex");
        await MailsAsync();
        Mails.Order(new Fault { Kind = FaultKind.RecipientNever, Recipient = "rex@" });
        await MoveAsync(owner, "second@example.com");
        await MailsAsync();
        Assert.Equal((0, 0), await QueueAsync());       // it does not keep the address either
        await MoveAsync(owner, "third@example.com");
        Assert.Contains(await MailsAsync(), mail => mail.To[0] == "second@example.com"
            && mail.Subject.EndsWith("account was changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_to_a_new_address_is_sent_also_while_an_earlier_one_is_being_sent()
    {
        var owner = await RegisterAsync("typo");
        Assert.Equal(1, await Shop.Database.ExecuteAsync("""
            UPDATE work_items SET lease = gen_random_uuid(), leased_until = available_at + interval '6 minutes',
                available_at = available_at + interval '6 minutes' WHERE queue = 'mail'
            """));
        await ChangeAsync(owner, "right@example.com");
        Assert.Contains(await MailsAsync(), mail => mail.To[0] == "right@example.com" && HasToken(mail));
    }

    [Fact]
    public async Task An_internationalised_domain_gets_mail()
    {
        await RegisterAsync("rex", "rex@xn--mller-kva.example");
        Assert.Single(await MailsAsync());
        Assert.Equal((0, 0), await QueueAsync());
    }

    /// <summary>Somebody with the password moves the account to another address and sets another password.</summary>
    /// <returns>The thief, and the token that was mailed to the thief for verification.</returns>
    private async Task<(Buyer Thief, string Token)> StealAsync(Buyer owner)
    {
        var thief = await Buyer.SignInAsync(Node, owner.Username, Buyer.DefaultPassword);
        var before = Mails.All.Count;
        await ChangeAsync(thief, "thief@example.com");
        await SendAsync();
        var token = TokenOf(Mails.All.Skip(before).Single(mail => mail.To[0] == "thief@example.com"));
        await (await VerifyAsync(token)).ShouldBeAsync(HttpStatusCode.NoContent);
        await SetPasswordAsync(thief, StolenPassword);
        return (thief, token);
    }

    /// <summary>The owner moves the account, and verifies it.</summary>
    private async Task MoveAsync(Buyer owner, string email, string password = Buyer.DefaultPassword)
    {
        await ChangeAsync(owner, email, password);
        await (await VerifyAsync(TokenOf((await MailsAsync()).Single(mail => mail.To[0] == email))))
            .ShouldBeAsync(HttpStatusCode.NoContent);
    }
}
