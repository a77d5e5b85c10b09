using System.Globalization;
using System.Net;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>The options of the command line.</summary>
internal sealed record AppHostOptions
{
    public static readonly string Usage = $"""
        Starts the pet shop on this machine: PostgreSQL, Redis and the API.

          --urls URL[;URL]   where the shop answers (http://localhost:8080)
          --nodes N          run N API processes on consecutive ports (1)
          --data-dir FOLDER  where the data is kept ({DataFolder.DefaultPath})
          --reset            delete the data in that folder before starting
          --no-install       stop with a message if PostgreSQL is missing, instead of installing or downloading it
          --help             show this text

        Environment:
          ConnectionStrings__PetShop, ConnectionStrings__Redis   servers that are already running
          PETSHOP_SERVERS=docker|local|embedded                  use only this kind; embedded: a private download
          PETSHOP_MAVEN_REPO=URL                                 the repository to download PostgreSQL from
          BootstrapAdmin__Username, __Password, __Email          the first admin, instead of a random password
          Stripe__ApiKey, Stripe__WebhookSecret                  a real payment provider, instead of the simulator
          Mail__Host and the other Mail__ settings               a real mail server, instead of a page with the mails
          OTEL_*                                                 passed on to the API
        """;

    private const int MaxNodes = 16;

    /// <summary>The URLs of the first node.</summary>
    public IReadOnlyList<Uri> Urls { get; init; } = [new Uri("http://localhost:8080")];

    public string DataDirectory { get; init; } = DataFolder.DefaultPath;

    public int Nodes { get; init; } = 1;

    public bool Reset { get; init; }

    public bool NoInstall { get; init; }

    public bool Help { get; init; }

    /// <exception cref="StartFailure">An option is unknown, or its value is invalid.</exception>
    public static AppHostOptions Parse(IEnumerable<string> arguments)
    {
        var options = new AppHostOptions();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            var (name, given) = SplitAtEquals(argument);
            options = name switch
            {
                "--urls" => options with { Urls = ReadUrls(Value(name, given, rest)) },
                "--nodes" => options with { Nodes = ReadNodes(Value(name, given, rest)) },
                "--data-dir" => options with { DataDirectory = Value(name, given, rest) },
                "--reset" when given is null => options with { Reset = true },
                "--no-install" when given is null => options with { NoInstall = true },
                "--help" or "-h" when given is null => options with { Help = true },
                _ => throw new StartFailure(
                    $"Unknown option {argument}.{Environment.NewLine}{Environment.NewLine}{Usage}"),
            };
        }
        var last = options.Urls.Max(url => options.PortOf(options.Nodes - 1, url));
        return last <= IPEndPoint.MaxPort
            ? options
            : throw new StartFailure(
                $"--urls and --nodes {options.Nodes}: the last node would answer on port {last}, "
                + $"and {IPEndPoint.MaxPort} is the highest.");
    }

    /// <summary>
    /// The URLs of a node. Each node uses the ports after those of the previous one; the first node is 0.
    /// </summary>
    public IReadOnlyList<Uri> UrlsOf(int node) =>
        [.. Urls.Select(url => new UriBuilder(url) { Port = PortOf(node, url) }.Uri)];

    private int PortOf(int node, Uri url) => url.Port + (node * Urls.Count);

    private static (string Name, string? Value) SplitAtEquals(string argument) =>
        argument.Split('=', 2) is [var name, var value] && name.StartsWith("--", StringComparison.Ordinal)
            ? (name, value)
            : (argument, null);

    private static string Value(string name, string? given, Queue<string> rest)
    {
        // In "--data-dir --reset" the folder is missing.
        if (given is null && rest.TryPeek(out var next) && !next.StartsWith("--", StringComparison.Ordinal))
            given = rest.Dequeue();
        return given is { Length: > 0 } ? given : throw new StartFailure($"{name} needs a value.");
    }

    private static int ReadNodes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var nodes)
        && nodes is >= 1 and <= MaxNodes
            ? nodes
            : throw new StartFailure($"--nodes {text}: give a number from 1 to {MaxNodes}.");

    private static Uri[] ReadUrls(string text)
    {
        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ReadUrl).ToArray();
        return urls.Length > 0 ? urls : throw new StartFailure("--urls needs a value.");
    }

    // Kestrel's wildcards for "every address" are not valid host names in a URL.
    private static Uri ReadUrl(string text)
    {
        var named = text.Trim().Replace("//*", "//[::]", StringComparison.Ordinal)
            .Replace("//+", "//[::]", StringComparison.Ordinal);
        var isUrl = Uri.TryCreate(named, UriKind.Absolute, out var url);
        if (isUrl && url!.Scheme == Uri.UriSchemeHttps)
        {
            throw new StartFailure(
                $"--urls {text}: the shop serves plain HTTP. Put a reverse proxy with the certificate in front of it, "
                + "and give an address such as http://localhost:8080.");
        }
        return isUrl && url is { Scheme: "http", PathAndQuery: "/", UserInfo: "", Fragment: "", Port: > 0 }
            ? url
            : throw new StartFailure($"--urls {text}: give an address such as http://localhost:8080.");
    }
}
