using PetShop.Api.Auth.Entities.Accounts;

namespace PetShop.UnitTests.Auth;

public sealed class UserTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Closing_leaves_nothing_personal()
    {
        var user = new User
        {
            Id = 7,
            UserName = "rex",
            Email = "rex@example.com",
            FirstName = "Robin",
            LastName = "Barker",
            PhoneNumber = "112",
            PasswordHash = "hash",
        };
        user.Close(Now);
        Assert.Equal("CLOSED:7", user.UserName);
        Assert.All([user.Email, user.NormalizedEmail, user.FirstName, user.LastName, user.PhoneNumber,
            user.PasswordHash], Assert.Null);
        Assert.Equal(Now, user.ClosedAt);
    }

    [Fact]
    public void Other_capitals_are_the_same_address_and_another_address_is_unverified()
    {
        var user = new User { Email = "rex@example.com", EmailConfirmed = true };
        user.ChangeEmail("Rex@Example.com");
        Assert.True(user.EmailConfirmed);
        user.ChangeEmail("rex@example.org");
        Assert.False(user.EmailConfirmed);
    }

    [Fact]
    public void Roles_come_and_go_and_each_change_counts()
    {
        var (user, role) = (new User(), new Role { Id = 3 });
        user.Grant(role);
        Assert.True(user.Has(role));
        user.Revoke(role);
        Assert.False(user.Has(role));
        Assert.Equal(3, user.Version);
    }
}
