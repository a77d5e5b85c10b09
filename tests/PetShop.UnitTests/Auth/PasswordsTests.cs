using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Auth.Services.SignIn;

namespace PetShop.UnitTests.Auth;

public sealed class PasswordsTests
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

    /// <summary>So that time does not tell whether there is an account.</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(10)]        // from before the rounds were raised
    [InlineData(null)]      // no account
    public void A_wrong_password_costs_all_rounds_whatever_the_account(int? roundsOfHash)
    {
        var hasher = new RecordingHasher(rounds: 1000);
        var spent = 0;
        var passwords = new Passwords(hasher, (_, rounds) => spent += rounds);
        var hash = roundsOfHash is { } its ? Of(its).Hash(Right) : null;
        Assert.False(passwords.Check(hash, Right + "!").IsRight);
        var compared = Assert.Single(hasher.Compared);
        Assert.Equal(1000, Passwords.RoundsOf(compared) + spent);
    }

    [Fact]
    public void A_hash_of_fewer_rounds_is_right_and_weak()
    {
        var check = Of(iterations: 20).Check(Of(iterations: 10).Hash(Right), Right);
        Assert.True(check.IsRight);
        Assert.True(check.IsWeaklyHashed);
        Assert.False(Of(iterations: 10).Check(Of(iterations: 10).Hash(Right), Right).IsWeaklyHashed);
    }

    private static Passwords Of(int iterations) => new(new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = iterations })));

    private sealed class RecordingHasher(int rounds) : PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = rounds }))
    {
        /// <summary>The hashes that passwords were compared with.</summary>
        public List<string> Compared { get; } = [];

        public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Compared.Add(hashedPassword);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
