using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>The e-mail address of an account whose password was forgotten.</summary>
public sealed record AskPasswordResetRequest
{
    /// <summary>The address of the account, in any case.</summary>
    /// <example>rex.owner@example.com</example>
    public required string Email { get; init; }
}

/// <summary>A mail was asked for.</summary>
public sealed record MailRequestedResponse
{
    internal static readonly MailRequestedResponse Reset = new()
    {
        Message = "If there is an account with this address, a link will be sent to it.",
    };

    internal static readonly MailRequestedResponse Verification = new()
    {
        Message = "If your address is not verified, a link will be sent to it.",
    };

    /// <summary>For the person. The same whether a mail is sent or not.</summary>
    /// <example>If there is an account with this address, a link will be sent to it.</example>
    public required string Message { get; init; }
}

/// <summary>The token of a mailed link.</summary>
public sealed record EmailVerificationRequest
{
    /// <summary>What follows <c>#token=</c> in the link.</summary>
    /// <example>4vQ1xkM2mZr8tYc0uJ6wHn3bLp5sEaGdFqKzXiVoRyA</example>
    [NeedsOwnValue]
    [Text(TextShape.Verbatim)]
    public required string Token { get; init; }
}
