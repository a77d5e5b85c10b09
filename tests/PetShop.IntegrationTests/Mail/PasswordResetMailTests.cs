using System.Text;
using PetShop.Api.Auth.Services.Mails;
using PetShop.IntegrationTests.Sales;
using PetShop.IntegrationTests.Sales.Payments;
using PetShop.MailSink.Smtp;

namespace PetShop.IntegrationTests.Mail;

/// <summary>Mailed links that set a new password.</summary>
public sealed class PasswordResetMailTests : AccountMailTest
{
    private const string Request = "/auth/password-reset/request";

    [Fact]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_all_sessions()
    {
        var buyer = (await Shop.SignUpAsync()).At(Node);
        for (var i = 0; i < 10; i++)
            await Anyone.PostAsync("/auth/login", new { username = buyer.Username, password = "forgotten" });
        await AskResetAsync($"{buyer.Username.ToUpperInvariant()}@EXAMPLE.COM");
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal([$"{buyer.Username}@example.com"], mail.To);
        Assert.Equal("Choose a new password", mail.Subject);
        var token = TokenOf(mail);
        Assert.Contains($"{MailHost.Storefront}/reset-password#token={token}", mail.Html!, StringComparison.Ordinal);
        Assert.DoesNotContain(token, await Shop.Database.ReadAsync<string>(
            "SELECT coalesce(string_agg(to_json(t)::text, ''), '') FROM mailed_tokens t"), StringComparison.Ordinal);
        await (await ResetAsync(token)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        var again = await Buyer.SignInAsync(Node, buyer.Username, NewPassword);     // the name is no longer locked
        Assert.True((await again.ReadAsync("/auth/me")).GetProperty("email_verified").GetBoolean());
        await (await ResetAsync(token)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
        Assert.Equal("Your password was changed", Assert.Single(await MailsAsync()).Subject);
        Assert.DoesNotContain(Node.Log.Lines, line => line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_answer_and_the_work_are_the_same_whether_there_is_an_account()
    {
        var buyer = await Shop.SignUpAsync();
        using var counter = new StatementCounter();
        await AskResetAsync("first@example.com");        // what is done once: keys, prepared statements
        var known = await AnswerAsync($"{buyer.Username}@example.com");
        var unknown = await AnswerAsync("nobody.here@example.com");
        Assert.Equal(known, unknown);
        Assert.Equal(await CountAsync("nobody.there@example.com"),
            await CountAsync($"{(await Shop.SignUpAsync()).Username}@example.com"));
        Assert.Single(await MailsAsync(), mail => mail.Subject.StartsWith("Choose", StringComparison.Ordinal)
            && mail.To[0] == $"{buyer.Username}@example.com");
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items"));

        Task<int> CountAsync(string email) => counter.CountAsync(Anyone, HttpMethod.Post, Request, new { email });
    }

    [Fact]
    public async Task Many_requests_for_one_address_wait_as_one_and_send_three_mails_an_hour()
    {
        var buyer = await Shop.SignUpAsync();
        for (var i = 0; i < 5; i++)
            await AskResetAsync($"{buyer.Username}@example.com");
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items"));
        var sent = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            await AskResetAsync($"{buyer.Username}@example.com");
            sent.AddRange((await MailsAsync()).Select(TokenOf));
        }
        Assert.Equal(3, sent.Distinct().Count());
        await (await ResetAsync(sent[0])).ShouldBeAsync(HttpStatusCode.NoContent);     // a later one did not end it
        await (await ResetAsync(sent[1])).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
    }

    [Fact]
    public async Task A_network_can_ask_for_a_few_mails_whoever_they_are_for()
    {
        var node = Shop.StartNode(Mails.Settings(
            ("RateLimits:MailRequests:Requests", "2"), ("RateLimits:MailRequests:Window", "01:00:00")));
        var buyer = await Shop.SignUpAsync();
        var caller = new ShopCaller(node);
        foreach (var email in new[] { "a@example.com", "b@example.com" })
            await (await caller.PostAsync(Request, new { email })).ShouldBeAsync(HttpStatusCode.Accepted);
        foreach (var email in new[] { $"{buyer.Username}@example.com", "nobody.here@example.com" })
            await (await caller.PostAsync(Request, new { email })).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Of_ten_concurrent_uses_one_succeeds()
    {
        var token = await TokenAsync(await Shop.SignUpAsync());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => ResetAsync(token, $"new horse number {i}")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_link_ends_after_an_hour_or_with_the_address_and_is_no_other_kind_of_link()
    {
        var (late, moved) = (await Shop.SignUpAsync(), (await Shop.SignUpAsync()).At(Node));
        var (first, second) = (await TokenAsync(late), await TokenAsync(moved));
        await (await Anyone.PostAsync("/auth/email-verification", new { token = second }))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-email-token");
        await (await Admin.PutAsync($"/auth/users/{moved.UserId}",
            new { email = "moved@example.com", current_password = Admin.FirstPassword }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await ResetAsync(second)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
        Shop.Clock.Advance(TimeSpan.FromHours(1));
        await (await ResetAsync(first)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
        await (await ResetAsync("unknown")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
    }

    [Fact]
    public async Task An_admin_gets_a_mail_without_a_link_and_a_link_from_before_no_longer_works()
    {
        var buyer = await Shop.SignUpAsync();
        var token = await TokenAsync(buyer);
        await Admin.GrantAsync(buyer);
        await (await ResetAsync(token)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
        await AskResetAsync($"{buyer.Username}@example.com");
        var mail = Assert.Single(await MailsAsync());
        Assert.Contains("operator", mail.Text!, StringComparison.Ordinal);
        Assert.DoesNotContain("token", mail.Text! + mail.Html, StringComparison.Ordinal);
        for (var i = 0; i < 4; i++)
        {
            await AskResetAsync($"{buyer.Username}@example.com");
            await MailsAsync();
        }
        Assert.Equal(3, Mails.All.Count(sent => sent.To[0] == $"{buyer.Username}@example.com"));
    }

    [Fact]
    public async Task A_closed_account_leaves_no_token_and_no_mail_behind()
    {
        var buyer = (await Shop.SignUpAsync()).At(Node);
        await TokenAsync(buyer);
        Mails.Order(new Fault { Kind = FaultKind.RecipientLater });
        await AskResetAsync($"{buyer.Username}@example.com");
        await MailsAsync();
        await Shop.Database.ExecuteAsync("""
            INSERT INTO work_items (queue, key, payload, created_at, due_at, available_at, attempts)
            SELECT 'mail', 'account:' || id || '1:other', '{}', now(), now(), now(), 0 FROM users
            """);
        Assert.Equal(1L, await WaitingAsync(buyer));
        await (await buyer.PostAsync($"/auth/users/{buyer.UserId}/close",
            new { current_password = Buyer.DefaultPassword })).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(0L, await WaitingAsync(buyer));
        Assert.Equal(await Shop.Database.ReadAsync<long>("SELECT count(*) FROM users"),
            await Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items WHERE key LIKE '%1:other'"));
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM mailed_tokens"));
    }

    [Fact]
    public async Task A_request_that_waited_for_long_sends_nothing()
    {
        var buyer = await Shop.SignUpAsync();
        await AskResetAsync($"{buyer.Username}@example.com");
        Shop.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await MailsAsync());
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items"));
        await AskResetAsync($"{buyer.Username}@example.com");
        await Node.WorkOffAsync<PasswordResetRequestHandler>();
        Shop.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await MailsAsync());
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items"));
    }

    [Fact]
    public async Task A_mailbox_that_refuses_a_link_gets_the_next_one()
    {
        var buyer = await Shop.SignUpAsync();
        Mails.Order(new Fault { Kind = FaultKind.RecipientNever, Times = 1 });
        await AskResetAsync($"{buyer.Username}@example.com");
        Assert.Empty(await MailsAsync());
        Assert.Equal((0, 0), await QueueAsync());
        Assert.Contains(Node.Log.Lines, line => line.Contains("is given up: The mail server refuses it",
            StringComparison.Ordinal));
        await TokenAsync(buyer);
    }

    [Fact]
    public async Task Without_mail_the_shop_says_so()
    {
        await (await Shop.Anyone.PostAsync(Request, new { email = "a@example.com" }))
            .ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "mail-off");
        await (await (await Shop.SignUpAsync()).PostAsync("/auth/email-verification/request"))
            .ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "mail-off");
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"email":""}""")]
    [InlineData("""{"email":" "}""")]
    [InlineData("""{"email":"rex"}""")]
    [InlineData("""{"email":"rex@example.com, max@example.com"}""")]
    [InlineData("""{"email":"rex@ex\u0430mple.com"}""")]
    public async Task An_address_that_is_none_is_refused(string body) =>
        await (await Anyone.SendTextAsync(HttpMethod.Post, Request, body)).ShouldRejectFieldAsync("email");

    private Task<long> WaitingAsync(Buyer buyer) => Shop.Database.ReadAsync<long>(
        $"SELECT count(*) FROM work_items WHERE queue = 'mail' AND key LIKE 'account:{buyer.UserId}:%'");

    /// <summary>Status, headers and body, without what differs for each request.</summary>
    private async Task<string> AnswerAsync(string email)
    {
        var answer = await Anyone.PostAsync(Request, new { email });
        var text = new StringBuilder().Append((int)answer.StatusCode).AppendLine();
        string[] always = ["Date", "X-Request-Id", "RateLimit", "Traceparent", "Server-Timing"];
        foreach (var header in answer.Headers.Concat(answer.Content.Headers)
            .Where(header => !always.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            text.Append(header.Key).Append(": ").AppendJoin(", ", header.Value).AppendLine();
        return text.Append(await answer.Content.ReadAsStringAsync()).ToString();
    }

    private async Task<string> TokenAsync(Buyer buyer)
    {
        await AskResetAsync($"{buyer.Username}@example.com");
        return TokenOf(Assert.Single(await MailsAsync()));
    }
}
