using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Services.Credentials;

namespace PetShop.UnitTests.Auth;

public sealed class PasswordHashesTests
{
    private const string Right = "correct horse battery staple";

    [Fact]
    public void The_right_password_alone_is_right()
    {
        var passwords = Of(iterations: 10);
        var hash = passwords.Hash(Right);
        Assert.True(passwords.Check(hash, Right).IsRight);
        Assert.False(passwords.Check(hash, Right + " ").IsRight);
        Assert.False(passwords.Check(hash, "").IsRight);
        Assert.NotEqual(hash, passwords.Hash(Right));
    }

    [Fact]
    public void Without_an_account_nothing_is_right() => Assert.False(Of(iterations: 10).Check(null, Right).IsRight);

    /// <summary>So that the time does not reveal whether there is an account.</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(10)]        // from before the rounds were raised
    [InlineData(null)]      // no account
    public void A_wrong_password_costs_all_rounds_whatever_the_account(int? roundsOfHash)
    {
        var hasher = new RecordingHasher(rounds: 1000);
        var spent = 0;
        var passwords = new PasswordHashes(hasher, (_, rounds) => spent += rounds);
        var hash = roundsOfHash is { } its ? Of(its).Hash(Right) : null;
        Assert.False(passwords.Check(hash, Right + "!").IsRight);
        var compared = Assert.Single(hasher.Compared);
        Assert.Equal(1000, PasswordHashes.RoundsOf(compared) + spent);
    }

    [Fact]
    public void A_hash_of_fewer_rounds_is_right_and_outdated()
    {
        var check = Of(iterations: 20).Check(Of(iterations: 10).Hash(Right), Right);
        Assert.True(check.IsRight);
        Assert.True(check.IsOutdated);
        Assert.False(Of(iterations: 10).Check(Of(iterations: 10).Hash(Right), Right).IsOutdated);
    }

    [Theory]
    [InlineData("Ünïcödé pässwörd", "U\u0308ni\u0308co\u0308de\u0301 pa\u0308sswo\u0308rd")]
    [InlineData("\uD55C\uAE00 \uBE44\uBC00\uBC88\uD638",
        "\u1112\u1161\u11AB\u1100\u1173\u11AF \u1107\u1175\u1106\u1175\u11AF\u1107\u1165\u11AB\u1112\u1169")]
    public void Composed_or_not_a_password_is_the_same(string composed, string apart)
    {
        var passwords = Of(iterations: 10);
        Assert.Equal(new PasswordCheck(true, false), passwords.Check(passwords.Hash(composed), apart));
        Assert.Equal(new PasswordCheck(true, false), passwords.Check(passwords.Hash(apart), composed));
        Assert.False(passwords.Check(passwords.Hash(composed), " " + apart).IsRight);
        Assert.False(passwords.Check(passwords.Hash(composed + "\u00A0"), composed).IsRight);
    }

    [Fact]
    public void A_hash_of_a_password_as_it_was_typed_still_opens_and_is_outdated()
    {
        const string Typed = "pa\u0308sswo\u0308rd of old";
        var old = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }))
            .HashPassword(new User(), Typed);
        Assert.Equal(new PasswordCheck(true, true), Of(iterations: 10).Check(old, Typed));
    }

    /// <summary>A password that is not composed is compared twice, for any account.</summary>
    [Theory]
    [InlineData("e\u0301")]
    [InlineData("wrong \u0041\u030A")]
    public void Both_comparisons_cost_the_same_with_and_without_an_account(string typed)
    {
        var hasher = new RecordingHasher(rounds: 10);
        var passwords = new PasswordHashes(hasher);
        passwords.Check(null, typed);
        passwords.Check(passwords.Hash("another"), typed);
        passwords.Check(passwords.Hash(typed), typed);
        Assert.Equal(6, hasher.Compared.Count);
    }

    private static PasswordHashes Of(int iterations) =>
        new(new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = iterations })));

    private sealed class RecordingHasher(int rounds)
        : PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = rounds }))
    {
        /// <summary>The hashes that passwords were compared with.</summary>
        public List<string> Compared { get; } = [];

        public override PasswordVerificationResult VerifyHashedPassword(
            User user, string hashedPassword, string providedPassword)
        {
            Compared.Add(hashedPassword);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
