using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.UnitTests.AppHost;

public sealed class ServerChoiceTests
{
    /// <summary>Each row: the facts about the machine (others are false), and the source of both servers.</summary>
    private static readonly (string Row, MachineCapabilities Facts, PostgresSource Postgres,
        RedisSource Redis)[] Table =
    [
        ("connection strings beat everything",
            Everything, PostgresSource.Given, RedisSource.Given),
        ("a connection string for PostgreSQL alone leaves Redis to the rest",
            Everything with { RedisGiven = false }, PostgresSource.Given, RedisSource.Docker),
        ("a connection string for Redis alone leaves PostgreSQL to the rest",
            Everything with { PostgresGiven = false }, PostgresSource.Docker, RedisSource.Given),
        ("an engine beats local binaries",
            Installed, PostgresSource.Docker, RedisSource.Docker),
        ("local binaries beat an installation",
            new() { PostgresFound = true, RedisFound = true, CanApt = true }, PostgresSource.Local, RedisSource.Local),
        ("root on Debian installs PostgreSQL, and Redis with it",
            new() { CanApt = true }, PostgresSource.Apt, RedisSource.Apt),
        ("root on Debian installs PostgreSQL alone where redis-server is there",
            new() { CanApt = true, RedisFound = true }, PostgresSource.Apt, RedisSource.Local),
        ("a PostgreSQL that is too old is what apt-get would bring: another one is downloaded",
            new() { OnlyOldPostgresFound = true, CanApt = true }, PostgresSource.Download, RedisSource.Garnet),
        ("where only redis-server is missing nothing is installed",
            new() { CanApt = true, PostgresFound = true }, PostgresSource.Local, RedisSource.Garnet),
        ("anyone else downloads PostgreSQL",
            new() { RedisFound = true }, PostgresSource.Download, RedisSource.Local),
        ("a bare machine gets everything embedded",
            new(), PostgresSource.Download, RedisSource.Garnet),
        ("a connection string for PostgreSQL on a bare machine",
            new() { PostgresGiven = true, CanApt = true }, PostgresSource.Given, RedisSource.Garnet),
        ("who insists on local servers gets no engine",
            Installed with { Wish = ServerPreference.Local }, PostgresSource.Local, RedisSource.Local),
        ("who insists on local servers may still have to install them",
            new() { Wish = ServerPreference.Local, DockerAnswers = true, CanApt = true },
            PostgresSource.Apt, RedisSource.Apt),
        ("who insists on embedded servers gets them whatever is there",
            Installed with { Wish = ServerPreference.Embedded }, PostgresSource.Download, RedisSource.Garnet),
        ("who insists on Docker gets it",
            Installed with { Wish = ServerPreference.Docker }, PostgresSource.Docker, RedisSource.Docker),
        ("connection strings beat a wish",
            new() { Wish = ServerPreference.Docker, PostgresGiven = true, RedisGiven = true },
            PostgresSource.Given, RedisSource.Given),
    ];

    private static MachineCapabilities Everything => new()
    {
        PostgresGiven = true,
        RedisGiven = true,
        DockerAnswers = true,
        PostgresFound = true,
        RedisFound = true,
        CanApt = true,
    };

    private static MachineCapabilities Installed => Everything with { PostgresGiven = false, RedisGiven = false };

    public static TheoryData<string> Rows => [.. Table.Select(entry => entry.Row)];

    [Theory, MemberData(nameof(Rows))]
    public void Servers_are_chosen_as_the_table_says(string row)
    {
        var (_, facts, postgres, redis) = Table.Single(entry => entry.Row == row);
        Assert.Equal(new ServerChoice(postgres, redis), ServerChoice.Create(facts));
    }

    [Fact]
    public void Insisting_on_Docker_without_an_engine_is_refused_with_what_to_do()
    {
        var facts = new MachineCapabilities { Wish = ServerPreference.Docker, PostgresFound = true };
        var failure = Assert.Throws<StartFailure>(() => ServerChoice.Create(facts));
        Assert.Contains("start Docker", failure.Message, StringComparison.Ordinal);
    }
}
