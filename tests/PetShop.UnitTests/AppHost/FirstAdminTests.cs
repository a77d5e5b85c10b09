using PetShop.AppHost;

namespace PetShop.UnitTests.AppHost;

public sealed class FirstAdminTests
{
    private const string Password = "s3cret";
    private const string File = "/data/admin-password";

    private static readonly FirstAdminStatus Nothing = new();
    private static readonly FirstAdminStatus Boss = new() { Configured = "boss" };
    private static readonly string NotedBoss = (Boss with { IsMade = true }).Note;

    /// <summary>Each row: the known facts and the expected text.</summary>
    private static readonly (string Row, FirstAdminStatus Facts, string Said)[] Table =
    [
        ("a first start prints the password", Nothing with { IsMade = true },
            $"admin, password {Password} (kept in {File})"),
        ("a second start names the file", Nothing with { Noted = "admin", HasPassword = true },
            $"admin, password in {File} unless it was changed"),
        ("a file that somebody took away", Nothing with { Noted = "admin" },
            $"admin, password as printed at the first start ({File} is gone)"),
        ("a configured admin was made", Boss with { IsMade = true }, "boss, password by BootstrapAdmin__Password"),
        ("a second start without the configuration still names its admin",
            Nothing with { Noted = NotedBoss }, NotedBoss),
        ("a configuration that came too late", Boss with { Noted = "admin", HasPassword = true },
            $"admin, password in {File} unless it was changed"),
        ("a database from elsewhere that has an admin", Nothing, "the one that this database had already"),
        ("a database from elsewhere and a configuration", Boss, "the one that this database had already"),
        ("a database from elsewhere and a password that may be of another", Nothing with { HasPassword = true },
            $"the one that this database had already; if an earlier start here made it: admin, password in {File}"),
        ("data that somebody deleted, with the mark left",
            Nothing with { Noted = NotedBoss, HasPassword = true, IsMade = true },
            $"admin, password {Password} (kept in {File})"),
    ];

    public static TheoryData<string> Rows => [.. Table.Select(entry => entry.Row)];

    [Theory, MemberData(nameof(Rows))]
    public void Only_what_is_so_is_said_of_the_admin(string row)
    {
        var (_, facts, said) = Table.Single(entry => entry.Row == row);
        Assert.Equal(said, facts.Describe(Password, File));
    }

    [Fact]
    public void A_configured_admin_called_admin_is_not_taken_for_ours() =>
        Assert.NotEqual(Nothing.Note, (Boss with { Configured = "admin" }).Note);
}
