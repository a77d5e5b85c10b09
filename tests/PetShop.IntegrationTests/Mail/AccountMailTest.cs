using System.Text.Json;
using System.Text.RegularExpressions;
using PetShop.Api.Auth.Services.Mails;
using PetShop.IntegrationTests.Sales.Payments;

namespace PetShop.IntegrationTests.Mail;

/// <summary>A test of mails about accounts.</summary>
public abstract partial class AccountMailTest : MailTest
{
    protected const string NewPassword = "a new horse battery staple";

    protected ShopCaller Anyone => new(Node);

    /// <summary>A new account, signed in.</summary>
    /// <param name="email">Null for the name at example.com.</param>
    protected async Task<Buyer> RegisterAsync(string name, string? email = null)
    {
        await (await Anyone.PostAsync("/auth/register", new
        {
            username = name + ".owner",
            email = email ?? name + "@example.com",
            first_name = "many words",
            password = Buyer.DefaultPassword,
        })).ShouldBeAsync(HttpStatusCode.Created);
        return await Buyer.SignInAsync(Node, name + ".owner", Buyer.DefaultPassword);
    }

    /// <summary>The same, with a verified address.</summary>
    protected async Task<Buyer> VerifiedAsync(string name)
    {
        var buyer = await RegisterAsync(name);
        await (await VerifyAsync(TokenOf((await MailsAsync()).Single(mail => mail.To[0] == name + "@example.com"))))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        return buyer;
    }

    /// <summary>The owner wants another address.</summary>
    protected static async Task<JsonElement> ChangeAsync(
        Buyer buyer, string email, string password = Buyer.DefaultPassword) =>
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", new { email, current_password = password }))
            .ShouldBeAsync(HttpStatusCode.OK);

    protected static async Task SetPasswordAsync(
        Buyer buyer, string password = NewPassword, string current = Buyer.DefaultPassword) =>
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", new
        {
            current_password = current,
            new_password = password,
            confirm_password = password,
        })).ShouldBeAsync(HttpStatusCode.OK);

    protected Task<HttpResponseMessage> VerifyAsync(string token) =>
        Anyone.PostAsync("/auth/email-verification", new { token });

    protected async Task AskResetAsync(string email) =>
        await (await Anyone.PostAsync("/auth/password-reset/request", new { email }))
            .ShouldBeAsync(HttpStatusCode.Accepted);

    protected Task<HttpResponseMessage> ResetAsync(string token) => ResetAsync(token, NewPassword);

    protected Task<HttpResponseMessage> ResetAsync(string token, string newPassword) =>
        Anyone.PostAsync("/auth/password-reset", new { token, new_password = newPassword });

    /// <summary>Does what waits, and returns the mails that come.</summary>
    private protected async Task<IReadOnlyList<PetShop.MailSink.Mails.Mail>> MailsAsync()
    {
        var before = Mails.All.Count;
        await Node.WorkOffAsync<PasswordResetRequestHandler>();
        await SendAsync();
        return [.. Mails.All.Skip(before)];
    }

    private protected static bool HasToken(PetShop.MailSink.Mails.Mail mail) => Token().IsMatch(mail.Text!);

    private protected static string TokenOf(PetShop.MailSink.Mails.Mail mail) =>
        Token().Match(mail.Text!).Groups[1].Value;

    [GeneratedRegex("#token=([A-Za-z0-9_-]{43})")]
    private static partial Regex Token();
}
