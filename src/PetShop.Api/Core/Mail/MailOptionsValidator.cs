using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MimeKit;
using PetShop.Api.Core.Mail.Content;
using PetShop.Api.Core.Mail.Settings;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Core.Mail;

/// <summary>The shop does not start with mail that cannot be sent.</summary>
internal sealed partial class MailOptionsValidator(IOptions<ShopOptions> shop) : IValidateOptions<MailOptions>
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(2);

    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        options.IsOn && FaultOf(options) is { } fault
            ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    private string? FaultOf(MailOptions mail) => mail switch
    {
        { From: var from } when !IsAddress(from) => "Mail:From must be an e-mail address: the sender of all mails.",
        { ReplyTo: { Length: > 0 } reply } when !IsAddress(reply) => "Mail:ReplyTo must be an e-mail address.",
        { Port: < 1 or > 65_535 } => "Mail:Port must be a port, such as 587.",
        { Timeout: var timeout } when timeout < TimeSpan.FromSeconds(1) || timeout > LongestTimeout =>
            "Mail:Timeout must be between a second and two minutes.",
        { Language: var language } when MailLanguage.Find(language) is null =>
            $"Mail:Language is '{language}'. Give one of {string.Join(", ", MailLanguage.Codes)}.",
        { Color: var color } when !Hexadecimal().IsMatch(color) => "Mail:Color must be a colour such as #1f6f54.",
        _ when string.IsNullOrEmpty(mail.UserName) != string.IsNullOrEmpty(mail.Password) =>
            "Give both Mail:UserName and Mail:Password, or neither.",
        { Security: MailSecurity.None, UserName.Length: > 0 } when !IsThisMachine(mail.Host!) =>
            "Mail:Security is None, which would send Mail:Password to another machine as it is. Use StartTls or Tls.",
        { Security: MailSecurity.None, AllowClearText: false } when !IsThisMachine(mail.Host!) =>
            "Mail:Security is None: links that set passwords would go to another machine as they are. Use StartTls or "
                + "Tls, or set Mail:AllowClearText if nobody else can read that network.",
        _ when shop.Value.StorefrontUrl is null =>
            "Mail:Host is given, and the links in mails need Shop:StorefrontUrl: the address of the storefront.",
        _ when shop.Value.StorefrontUrl is { Scheme: "http", IsLoopback: false } =>
            "Shop:StorefrontUrl begins with http:, and the links in mails set passwords. Use https:.",
        _ => null,
    };

    private static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= EmailRules.MaxLength } && EmailRules.IsEmail(text)
        && MailboxAddress.TryParse(text, out _);

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z")]
    private static partial Regex Hexadecimal();
}
