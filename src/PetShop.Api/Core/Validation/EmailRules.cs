using System.Text.RegularExpressions;
using FluentValidation;

namespace PetShop.Api.Core.Validation;

/// <summary>Rules for e-mail addresses.</summary>
public static class EmailRules
{
    /// <summary>The longest address that mail servers transport (RFC 5321, erratum 1690).</summary>
    public const int MaxLength = 254;

    /// <summary>
    /// The pattern of HTML's e-mail fields: ASCII, one @. Only a message can show whether the address exists.
    /// </summary>
    private const string Pattern = $@"^[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{HostLabel}(?:\.{HostLabel})*\z";
    private const string HostLabel = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    public static IRuleBuilderOptions<T, string?> Email<T>(this IRuleBuilder<T, string?> rule) => rule
        .NotEmpty().WithMessage("Give an e-mail address.")
        .IsAtMost(MaxLength)
        .Matches(Pattern).WithMessage("Give an e-mail address such as name@example.com.");

    /// <summary>Whether a text has the form of an address.</summary>
    internal static bool IsEmail(string text) => Regex.IsMatch(text, Pattern, RegexOptions.CultureInvariant);
}
