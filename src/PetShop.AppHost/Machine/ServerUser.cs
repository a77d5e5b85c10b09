namespace PetShop.AppHost.Machine;

/// <summary>
/// The user that local PostgreSQL runs as: the current user or, since PostgreSQL refuses root, an unprivileged account.
/// </summary>
internal sealed class ServerUser
{
    private readonly string _name;
    private readonly string[] _prefix;

    private ServerUser(string name, params string[] prefix) => (_name, _prefix) = (name, prefix);

    /// <exception cref="StartFailure">We are root (elevated on Windows) and cannot run as anyone else.</exception>
    public static ServerUser Choose()
    {
        if (!Environment.IsPrivilegedProcess) return new ServerUser(Environment.UserName);
        if (OperatingSystem.IsWindows())
            throw new StartFailure(
                "PostgreSQL refuses to run as administrator: start the shop from an ordinary prompt.");
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3).ToList();
        var account = accounts.Find(fields => fields[0] == "postgres")
            ?? accounts.Find(fields => fields[0] == "nobody");
        if (account is null || Command.Find("setpriv") is not { } setpriv)
            throw new StartFailure(
                "PostgreSQL refuses to run as root, and there is no setpriv: start the shop as an ordinary user.");
        return new ServerUser(account[0], setpriv, $"--reuid={account[2]}", $"--regid={account[3]}", "--clear-groups");
    }

    /// <summary>The command, run as this user.</summary>
    public IReadOnlyList<string> Run(params IEnumerable<string> command) => [.. _prefix, .. command];

    /// <summary>Makes this user the owner of a file or an empty folder.</summary>
    public async Task OwnAsync(string path, CancellationToken ct)
    {
        if (_prefix.Length > 0) await Command.RunAsync(["chown", _name, path], ct);
    }

    /// <summary>Ensures that this user can enter a folder.</summary>
    /// <exception cref="StartFailure">The user cannot enter a parent of the folder.</exception>
    public async Task MustReachAsync(string folder, CancellationToken ct)
    {
        if (_prefix.Length == 0 || (await Command.RunAsync(Run("test", "-x", folder), ct)).ExitCode == 0) return;
        throw new StartFailure(
            $"PostgreSQL refuses to run as root and therefore runs as '{_name}', who may not enter "
            + $"{folder}.{Environment.NewLine}Choose another folder, such as --data-dir /var/lib/petshop, or start the "
            + "shop as an ordinary user.");
    }
}
