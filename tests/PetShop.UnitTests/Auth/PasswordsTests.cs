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

    [Fact]
    public void A_hash_of_fewer_rounds_is_right_and_weak()
    {
        var check = Of(iterations: 20).Check(Of(iterations: 10).Hash(Right), Right);
        Assert.True(check.IsRight);
        Assert.True(check.IsWeaklyHashed);
        Assert.False(Of(iterations: 10).Check(Of(iterations: 10).Hash(Right), Right).IsWeaklyHashed);
    }

    private static Passwords Of(int iterations) => new(new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = iterations })));
}
