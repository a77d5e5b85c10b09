using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.UnitTests.AppHost;

public sealed class PostgresBinariesTests
{
    [Fact]
    public void Of_several_the_newest_is_chosen() => Assert.Equal(17, Choose([17, 16, 15])?.Major);

    [Fact]
    public void The_one_whose_data_are_there_is_chosen_before_a_newer_one() =>
        Assert.Equal(16, Choose([17, 16, 15], "/data/postgres-16-local")?.Major);

    [Fact]
    public void Where_several_have_data_the_newest_of_them_is_chosen() =>
        Assert.Equal(16, Choose([17, 16, 15], "/data/postgres-15-local", "/data/postgres-16-local")?.Major);

    [Theory]
    [InlineData]
    [InlineData(14)]
    [InlineData(14, 9)]
    public void Where_nothing_is_new_enough_none_is_chosen(params int[] majors)
    {
        Assert.Null(Choose(majors));
        Assert.Null(Choose(majors, "/data/postgres-14-local"));
    }

    [Fact]
    public void Data_of_a_version_that_is_not_here_are_refused_by_their_folder()
    {
        var failure = Assert.Throws<StartFailure>(() => Choose([15, 14], "/data/postgres-16-local"));
        Assert.Contains(
            "/data/postgres-16-local was written by another version of PostgreSQL than the installed one (15)",
            failure.Message, StringComparison.Ordinal);
    }

    private static PostgresBinaries? Choose(int[] majors, params string[] data) =>
        PostgresBinaries.Choose([.. majors.Select(major => new PostgresBinaries("/bin", major, "local"))], data);
}
