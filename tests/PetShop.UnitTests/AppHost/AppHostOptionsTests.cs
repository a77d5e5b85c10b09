using PetShop.AppHost;
using PetShop.AppHost.Machine;

namespace PetShop.UnitTests.AppHost;

public sealed class AppHostOptionsTests
{
    [Fact]
    public void Without_options_one_node_answers_on_port_8080()
    {
        var options = AppHostOptions.Parse([]);
        Assert.Equal((1, false, false, false), (options.Nodes, options.Reset, options.NoInstall, options.Help));
        Assert.Equal([new Uri("http://localhost:8080")], options.Urls);
    }

    [Fact]
    public void A_value_may_follow_a_blank_or_an_equals_sign()
    {
        string[] blank =
            ["--urls", "http://localhost:5000", "--nodes", "3", "--data-dir", "/data/a=b", "--reset", "--no-install"];
        string[] equals =
            ["--urls=http://localhost:5000", "--nodes=3", "--data-dir=/data/a=b", "--reset", "--no-install"];
        foreach (var options in new[] { blank, equals }.Select(AppHostOptions.Parse))
        {
            Assert.Equal((3, "/data/a=b", true, true),
                (options.Nodes, options.DataDirectory, options.Reset, options.NoInstall));
            Assert.Equal([new Uri("http://localhost:5000")], options.Urls);
        }
    }

    [Fact]
    public void Every_node_has_ports_of_its_own()
    {
        var options = AppHostOptions.Parse(["--urls", "http://localhost:5000;http://localhost:5001", "--nodes", "3"]);
        var ports = Enumerable.Range(0, 3).SelectMany(options.UrlsOf).Select(url => url.Port);
        Assert.Equal([5000, 5001, 5002, 5003, 5004, 5005], ports);
    }

    [Fact]
    public void The_last_node_may_have_the_highest_port() =>
        Assert.Equal(
            65535, AppHostOptions.Parse(["--urls", "http://localhost:65534", "--nodes", "2"]).UrlsOf(1)[0].Port);

    [Theory]
    [InlineData("http://*:5000")]
    [InlineData("http://+:5000")]
    public void Every_address_is_written_as_Kestrel_writes_it(string url) =>
        Assert.Equal("[::]", AppHostOptions.Parse(["--urls", url]).Urls[0].Host);

    [Theory]
    [InlineData("https://localhost:8443")]
    [InlineData("HTTPS://*:8443")]
    [InlineData("http://localhost:8080;https://localhost:8443")]
    public void Https_is_refused_with_the_reason_and_what_to_do(string urls)
    {
        var failure = Assert.Throws<StartFailure>(() => AppHostOptions.Parse(["--urls", urls]));
        foreach (var part in (string[])["--urls", "https", "serves plain HTTP", "reverse proxy"])
            Assert.Contains(part, failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Help_names_the_folder_where_the_data_live_by_default() =>
        Assert.Contains(DataFolder.DefaultPath, AppHostOptions.Usage, StringComparison.Ordinal);

    [Theory]
    [InlineData("--nodes", "0")]
    [InlineData("--nodes", "17")]
    [InlineData("--nodes", "two")]
    [InlineData("--nodes")]
    [InlineData("--urls", "localhost:5000")]
    [InlineData("--urls", "https://localhost:5000")]
    [InlineData("--urls", "http://localhost:5000/shop")]
    [InlineData("--urls", "http://me@localhost:5000")]
    [InlineData("--urls", "http://localhost:5000/#shop")]
    [InlineData("--no-install=yes")]
    [InlineData("--urls", ";")]
    [InlineData("--urls", "http://localhost:65536")]
    [InlineData("--urls", "http://localhost:65535", "--nodes", "2")]
    [InlineData("--nodes", "3", "--urls", "http://localhost:65530;http://localhost:65532")]
    [InlineData("--data-dir", "")]
    [InlineData("--data-dir", "--reset")]
    [InlineData("--port", "5000")]
    public void What_cannot_be_meant_is_refused_by_its_name(params string[] arguments)
    {
        var failure = Assert.Throws<StartFailure>(() => AppHostOptions.Parse(arguments));
        Assert.Contains(arguments[0], failure.Message, StringComparison.Ordinal);
    }
}
