using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>
/// Packages of a Debian-like system, installed for the programs in them. Their services are neither started nor
/// enabled: the shop runs its own servers, and trying out the shop must not make the machine serve a database.
/// </summary>
/// <param name="Packages">The packages to install.</param>
/// <param name="Services">The services that come with them.</param>
internal sealed record AptPackages(IReadOnlyList<string> Packages, IReadOnlyList<string> Services)
{
    /// <summary>The policy that Debian's tools ask whether a service may be started.</summary>
    public const string PolicyPath = "/usr/sbin/policy-rc.d";

    /// <summary>
    /// The exit code if the machine's own policy would let the services start: nothing was installed.
    /// </summary>
    public const int PolicyAllows = 3;

    /// <summary>
    /// Adds a policy that forbids starting services, for this installation only: it is recognized by a variable that
    /// all its processes inherit, so that no other service is affected. The policy is deleted when the installation
    /// ends, successfully or not. If even this shell is killed, the policy allows everything and deletes itself the
    /// next time it is asked. A running installation is never aborted, because that would leave packages half unpacked.
    /// This is why signals are trapped and the output is kept in a variable: the reader of a pipe may be gone.
    /// </summary>
    private const string Script = """
        P=$1; S=$2; shift 2
        trap : HUP INT TERM
        if [ -e "$P" ]; then
          for s in $S; do
            "$P" "$s" start >/dev/null 2>&1 </dev/null; [ $? = 101 ] || exit 3
          done
        else
          started=$(cut -d ' ' -f 22 "/proc/$$/stat")
          trap 'rm -f "$P" "$P.$$"' EXIT
          cat >"$P.$$" <<END || exit 1
        #!/bin/sh
        # Made by the pet shop's AppHost while it installs packages, so that their services do not start.
        [ -z "\$PETSHOP_INSTALLS" ] || exit 101
        [ "\$(cut -d ' ' -f 22 /proc/$$/stat 2>/dev/null)" = "$started" ] || rm -f "\$0"
        exit 0
        END
          chmod 755 "$P.$$" && mv "$P.$$" "$P" || exit 1
        fi
        O=$(PETSHOP_INSTALLS=1 "$@" 2>&1); R=$?
        if [ "$R" = 0 ]; then
          for s in $S; do update-rc.d "$s" disable >/dev/null 2>&1 </dev/null; done
        fi
        printf %s "$O"
        exit "$R"
        """;

    /// <param name="withRedis">Whether Redis is missing, too.</param>
    public static AptPackages For(bool withRedis) => withRedis
        ? new(["postgresql", "redis-server"], ["postgresql", "redis-server"])
        : new(["postgresql"], ["postgresql"]);

    /// <summary>The command that a user would type.</summary>
    public string Line => $"apt-get install -y --no-install-recommends {string.Join(' ', Packages)}";

    private string Missing => Packages.Count > 1 ? "PostgreSQL and Redis, which are" : "PostgreSQL, which is";

    /// <summary>The announcement before the installation.</summary>
    public string Announcement => $"""
        The shop needs {Missing} not installed here. You are root, so the launcher
        runs the following commands, which takes a minute or two:
          apt-get update
          {Line}
        The shop uses only the programs: the packages' own services are not started, now or at boot.
        To install nothing, press Ctrl+C while apt-get update runs, and start the shop with --no-install. An
        installation that has begun is completed.
        """;

    /// <summary>
    /// The command that installs the packages: in its own session, so that Ctrl+C in the terminal does not reach it.
    /// </summary>
    /// <param name="policy">The policy's file; tests use another than <see cref="PolicyPath"/>.</param>
    public IReadOnlyList<string> Command(string policy) =>
        ["setsid", "/bin/sh", "-c", Script, "apt", policy, string.Join(' ', Services), .. Line.Split(' ')];

    /// <summary>Installs the packages.</summary>
    /// <exception cref="StartFailure">It failed: the message says why.</exception>
    public async Task InstallAsync(Action<string> say, CancellationToken ct)
    {
        say(Announcement);
        var quiet = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        await Machine.Command.RunAsync(["apt-get", "update", "-q"], ct, quiet);
        using var told = ct.Register(() => say("Stopping as soon as apt-get has done its work."));
        var result = await Machine.Command.RunAsync(Command(PolicyPath), CancellationToken.None, quiet);
        ct.ThrowIfCancellationRequested();
        if (result.ExitCode == PolicyAllows)
        {
            throw new StartFailure(
                $"Nothing was installed: {PolicyPath} of this machine would let the packages' services "
                + $"start.{Environment.NewLine}Install them yourself, then start the shop again: {Line}");
        }
        if (result.ExitCode != 0)
            throw new StartFailure(
                $"That failed. Type it yourself, then start the shop again.{Environment.NewLine}{result.Output}");
    }
}
