using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>
/// Packages of a Debian-like system, installed for the programs in them. Their services are neither started nor left
/// enabled: the shop runs servers of its own, and a machine must not begin to serve a database because somebody tried
/// out a shop.
/// </summary>
/// <param name="Packages">What to install.</param>
/// <param name="Services">The services that come with them.</param>
internal sealed record AptPackages(IReadOnlyList<string> Packages, IReadOnlyList<string> Services)
{
    /// <summary>Where Debian's tools ask whether a service may be started.</summary>
    public const string PolicyPath = "/usr/sbin/policy-rc.d";

    /// <summary>
    /// The exit code when the machine's own policy would let the services start: nothing was installed.
    /// </summary>
    public const int PolicyAllows = 3;

    /// <summary>
    /// A policy that forbids the start, for this installation alone: it is known by a variable that all its processes
    /// inherit, so that nobody else's service is held up. The policy goes when the installation ends, well or badly.
    /// Should even this shell be killed, the policy says "yes" and deletes itself when it is asked next. An
    /// installation that has begun is never broken off, as that would leave packages half unpacked; hence the traps,
    /// and the output in a variable: nobody may be listening any more.
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

    /// <param name="withRedis">Redis is missing, too.</param>
    public static AptPackages For(bool withRedis) => withRedis
        ? new(["postgresql", "redis-server"], ["postgresql", "redis-server"])
        : new(["postgresql"], ["postgresql"]);

    /// <summary>What a person would type.</summary>
    public string Line => $"apt-get install -y --no-install-recommends {string.Join(' ', Packages)}";

    /// <summary>What will happen and why, before it does.</summary>
    public string Announcement => $"""
        The shop needs {(Packages.Count > 1 ? "PostgreSQL and Redis, which are" : "PostgreSQL, which is")} not installed here. You are root, so this is run now, and takes a minute or two:
          apt-get update
          {Line}
        The shop uses the programs alone: the packages' own services are not started, now or at boot.
        To install nothing, press Ctrl+C while apt-get update runs, and start the shop with --no-install. An
        installation that has begun is finished.
        """;

    /// <summary>
    /// The command that installs them: in a session of its own, so that Ctrl+C in the terminal does not reach it.
    /// </summary>
    /// <param name="policy">The policy's file, other than <see cref="PolicyPath"/> in tests.</param>
    public IReadOnlyList<string> Command(string policy) =>
        ["setsid", "/bin/sh", "-c", Script, "apt", policy, string.Join(' ', Services), .. Line.Split(' ')];

    /// <summary>Installs them.</summary>
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
                $"Nothing was installed: {PolicyPath} of this machine would let the packages' services start.{Environment.NewLine}"
                + $"Install them yourself, then start the shop again: {Line}");
        }
        if (result.ExitCode != 0)
            throw new StartFailure($"That failed. Type it yourself, then start the shop again.{Environment.NewLine}{result.Output}");
    }
}
