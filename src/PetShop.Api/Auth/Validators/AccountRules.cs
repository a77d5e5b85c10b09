using FluentValidation;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Text.Unicode;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Auth.Validators;

/// <summary>Rules for the fields of an account.</summary>
internal static class AccountRules
{
    /// <summary>
    /// In UTF-16 code units. No password of 128 characters is longer in any spelling, and longer text is not
    /// normalized.
    /// </summary>
    private const int MaxTriedLength = 1000;

    private const string PasswordMessage = "Use 12 to 128 characters of any kind. A few words make a good password.";

    private const string PhonePattern = @"^(?:\+[1-9][0-9]{3,14}|[0-9]{3,20})\z";

    public static IRuleBuilderOptions<T, string?> Username<T>(this IRuleBuilder<T, string?> rule) => rule
        .NotEmpty().WithMessage("Give a user name.")
        .IsOfLength(User.UsernameMinLength, User.UsernameMaxLength)
        .Matches(@"^[A-Za-z0-9._-]+\z").WithMessage("Use only ASCII letters, digits, dots, underscores and hyphens.");

    /// <summary>
    /// Counted in code points of NFC. Spaces are characters too, so NotEmpty is not used: it would reject twelve of
    /// them.
    /// </summary>
    public static IRuleBuilderOptions<T, string?> Password<T>(this IRuleBuilder<T, string?> rule) => rule
        .NotNull().WithMessage("Give a password.")
        .Must(HasPasswordLength).WithMessage(PasswordMessage)
        .HasSize(User.PasswordMinLength, User.PasswordMaxLength,
            password => NormalForms.Nfc(password!).EnumerateRunes().Count())
        .WithMessage(PasswordMessage);

    /// <summary>A password to compare with. Its form is not checked: one of spaces only may be correct.</summary>
    public static IRuleBuilderOptions<T, string?> CurrentPassword<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(password => password is { Length: > 0 }).WithMessage("Give your password.")
        .IsAtMost(MaxTriedLength).WithMessage("This is too long for a password.");

    /// <summary>Whether both are the same password, ignoring Unicode composition.</summary>
    public static bool IsSamePassword(string? one, string? other) =>
        one is null || other is null || !HasPasswordLength(one) || !HasPasswordLength(other)
            ? one == other : NormalForms.Nfc(one) == NormalForms.Nfc(other);

    /// <summary>The name for a sign-in. Its form is not checked.</summary>
    public static IRuleBuilderOptions<T, string?> SignInName<T>(this IRuleBuilder<T, string?> rule) => rule
        .NotEmpty().WithMessage("Give your user name or e-mail address.")
        .IsAtMost(User.EmailMaxLength);

    public static IRuleBuilderOptions<T, string?> PersonName<T>(this IRuleBuilder<T, string?> rule) => rule
        .IsAtMost(User.NameMaxLength);

    private static bool HasPasswordLength(string? text) => text!.Length <= MaxTriedLength;

    /// <summary>Only its form is checked: only its country's register can show whether it is valid.</summary>
    public static IRuleBuilderOptions<T, string?> VatNumber<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(number => number is null || VatNumbers.HasForm(VatNumbers.Normalize(number)))
        .WithMessage("Give the VAT number with its country, such as DE123456789 or FR40303265045.");

    public static IRuleBuilderOptions<T, string?> Phone<T>(this IRuleBuilder<T, string?> rule) => rule
        .Matches(PhonePattern)
        .WithMessage("Give an international number such as +442079460123, or national digits, at most 20.");
}
