using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>Starts the API's processes: <c>migrate</c> once, then one server per node.</summary>
internal static class ApiProcess
{
    /// <summary>Runs <c>migrate</c>: schema, reference data, first admin and catalogue.</summary>
    /// <returns>Its output.</returns>
    /// <exception cref="StartFailure">It failed: the message has the end of its log.</exception>
    public static async Task<string> MigrateAsync(
        string logs, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var log = Path.Combine(logs, "migrate.log");
        await using var migrate = Start(["migrate"], log, environment, withheld: _ => false);
        await migrate.Exit.WaitAsync(ct);
        if (migrate.ExitCode != 0)
            throw new StartFailure($"The database could not be updated:{Environment.NewLine}{migrate.LastLines()}");
        return string.Join('\n', LogFile.ReadLines(log));
    }

    /// <summary>Starts a server.</summary>
    public static GuardedProcess Serve(
        IReadOnlyList<Uri> urls, string logs, IReadOnlyDictionary<string, string> environment)
    {
        var addresses = string.Join(';', urls.Select(url => url.GetLeftPart(UriPartial.Authority)));
        return Start(["--urls", addresses], Path.Combine(logs, $"api-{urls[0].Port}.log"), environment,
            ApiVariables.IsFirstAdmin);
    }

    private static GuardedProcess Start(
        string[] arguments, string log, IReadOnlyDictionary<string, string> environment, Predicate<string> withheld) =>
        DotnetProgram.Start("PetShop.Api.dll", arguments, log, environment, withheld);
}
