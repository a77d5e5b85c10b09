using FluentValidation.Results;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Validators;

namespace PetShop.UnitTests.Auth;

public sealed class AccountRulesTests
{
    private static readonly RegisterRequest Good =
        new() { Username = "rex.owner", Email = "rex@example.com", Password = "twelve chars" };

    [Theory]
    [InlineData("abc", true), InlineData("A_b-c.9", true), InlineData("ab", false), InlineData("a b", false)]
    [InlineData("a@b", false), InlineData("closed:7", false)]
    [InlineData("abc\n", false), InlineData("ａｂｃ", false), InlineData("", false)]
    public void A_user_name_is_of_ASCII_letters_digits_and_three_signs(string username, bool isGood) =>
        Check(Good with { Username = username }, "username", isGood);

    [Theory]
    [InlineData("a@b", true), InlineData("first.last+tag@sub.example.co.uk", true)]
    [InlineData("o'neil@example.com", true)]
    [InlineData("a", false), InlineData("@b", false), InlineData("a@", false), InlineData("a@@b", false)]
    [InlineData("a b@c", false), InlineData("a@-b.c", false), InlineData("a@b.c\n", false), InlineData("ſ@b.c", false)]
    public void An_email_has_one_at_and_a_host(string email, bool isGood) =>
        Check(Good with { Email = email }, "email", isGood);

    [Theory]
    [InlineData("+442079460123", true), InlineData("02079460123", true), InlineData("112", true)]
    [InlineData(null, true)]
    [InlineData("+0442079460", false), InlineData("020 7946", false), InlineData("+1234567890123456", false)]
    [InlineData("123456789012345678901", false), InlineData("٠١٢٣٤", false)]
    public void A_phone_is_international_or_of_national_digits(string? phone, bool isGood) =>
        Check(Good with { Phone = phone }, "phone", isGood);

    [Theory]
    [InlineData("            ", true), InlineData("eleven char", false), InlineData("ééééééééééé", false)]
    [InlineData("🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕", false), InlineData("🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕", true)]
    public void A_password_is_judged_by_its_length_alone(string password, bool isGood) =>
        Check(Good with { Password = password }, "password", isGood);

    [Fact]
    public void An_endless_password_is_refused_before_its_characters_are_counted()
    {
        const string usual = "twelve chars";
        var endless = "e" + string.Concat(Enumerable.Repeat("\u0323\u0301", 250_000));
        Judge(usual);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Judge(endless);
        // its normal form takes megabytes
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);

        static void Judge(string password)
        {
            var reset =
                new RedeemPasswordResetRequest { Token = "t", NewPassword = password, ConfirmPassword = password };
            var errors = new RedeemPasswordResetValidator().Validate(reset).Errors;
            Assert.Equal(password == usual ? [] : ["newpassword"], errors.Select(NameOf));
            Check(Good with { Password = password }, "password", password == usual);
        }
    }

    [Theory, InlineData("", true), InlineData("", false), InlineData(null, false)]
    public void A_present_password_is_looked_at_wherever_it_is_given(string? text, bool withEmail)
    {
        var request = new UpdateUserRequest { CurrentPassword = text ?? new string('p', 1001) };
        if (withEmail)
            request = request with { Email = new("rex@example.com") };
        Assert.Contains("currentpassword", new UpdateUserValidator().Validate(request).Errors.Select(NameOf));
    }

    [Fact]
    public void Absent_members_are_named_at_their_field()
    {
        var errors = new RegisterValidator()
            .Validate(new RegisterRequest { Username = null!, Email = null!, Password = null! }).Errors;
        Assert.Equal(3, errors.Count);
    }

    /// <summary>Field names as spelled in this process.</summary>
    private static string NameOf(ValidationFailure error) =>
        error.PropertyName.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private static void Check(RegisterRequest request, string field, bool isGood)
    {
        var errors = new RegisterValidator().Validate(request).Errors;
        if (isGood)
            Assert.Empty(errors);
        else
            Assert.Equal(field, Assert.Single(errors).PropertyName, ignoreCase: true);
    }
}
