using System.Diagnostics;
using System.Runtime.Versioning;
using PetShop.AppHost.Servers;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>
/// How the launcher installs packages, with an apt-get that only asks whether their services may start, as the real one
/// does.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class AptPackagesTests : IDisposable
{
    private const string AsksPolicy =
        """for s in postgresql redis-server; do "$POLICY" $s start; echo "$s $?"; done >"$ANSWERS" """;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petshop-apt-");

    private string Policy => Path.Combine(_folder.FullName, "policy-rc.d");

    private string Answers => Path.Combine(_folder.FullName, "answers");

    [AptFact]
    public async Task No_service_is_started_or_enabled_and_the_policy_is_deleted()
    {
        Write("apt-get", AsksPolicy);
        Assert.Equal(0, await RunAsync());
        Assert.Equal(["postgresql 101", "redis-server 101"], await File.ReadAllLinesAsync(Answers));
        Assert.Equal(["postgresql disable", "redis-server disable"], await File.ReadAllLinesAsync(Answers + ".boot"));
        Assert.False(File.Exists(Policy));
    }

    [AptFact]
    public async Task An_installation_that_fails_leaves_no_policy_either()
    {
        Write("apt-get", "exit 100");
        Assert.Equal(100, await RunAsync());
        Assert.False(File.Exists(Policy));
        Assert.False(File.Exists(Answers + ".boot"));
    }

    [AptFact]
    public async Task A_signal_aborts_no_installation_and_leaves_no_policy()
    {
        Write("apt-get", $"""touch "$ANSWERS.begun"; until [ -e "$ANSWERS.go" ]; do sleep 0.02; done; {AsksPolicy}""");
        using var install = Start();
        await Eventually.TrueAsync(() => File.Exists(Answers + ".begun"), "apt-get runs");
        await KillAsync(install, "TERM");
        await KillAsync(install, "INT");
        await File.WriteAllTextAsync(Answers + ".go", "");
        await install.WaitForExitAsync();
        Assert.Equal(["postgresql 101", "redis-server 101"], await File.ReadAllLinesAsync(Answers));
        Assert.False(File.Exists(Policy));
    }

    [AptFact]
    public async Task A_policy_left_by_a_kill_blocks_no_service_and_deletes_itself()
    {
        Write("apt-get", $"""touch "$ANSWERS.begun"; until [ -e "$ANSWERS.go" ]; do sleep 0.02; done; {AsksPolicy}""");
        using var install = Start();
        await Eventually.TrueAsync(() => File.Exists(Answers + ".begun"), "apt-get runs");
        Assert.Equal(0, await AskPolicyAsync());        // an unrelated service, meanwhile
        Assert.True(File.Exists(Policy));
        await KillAsync(install, "KILL");
        await install.WaitForExitAsync();
        await File.WriteAllTextAsync(Answers + ".go", "");
        await Eventually.TrueAsync(
            () => File.Exists(Answers) && File.ReadAllLines(Answers).Length == 2, "apt-get went on");
        Assert.Equal(["postgresql 101", "redis-server 101"], await File.ReadAllLinesAsync(Answers));
        Assert.True(File.Exists(Policy));
        Assert.Equal(0, await AskPolicyAsync());
        Assert.False(File.Exists(Policy));
    }

    [AptFact]
    public async Task A_machines_own_policy_is_left_as_it_is()
    {
        Write("apt-get", AsksPolicy);
        Write("policy-rc.d", "exit 101");
        var policy = await File.ReadAllTextAsync(Policy);
        Assert.Equal(0, await RunAsync());
        Assert.Equal(policy, await File.ReadAllTextAsync(Policy));
    }

    [AptFact]
    public async Task Nothing_is_installed_if_the_machines_policy_would_start_a_service()
    {
        Write("apt-get", AsksPolicy);
        Write("policy-rc.d", """[ "$1" = postgresql ] && exit 101; exit 0""");
        Assert.Equal(AptPackages.PolicyAllows, await RunAsync());
        Assert.False(File.Exists(Answers));
        Assert.True(File.Exists(Policy));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string program, string lines)
    {
        var path = Path.Combine(_folder.FullName, program);
        File.WriteAllText(path, $"#!/bin/sh\n{lines}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Process Start()
    {
        Write("update-rc.d", """echo "$@" >>"$ANSWERS.boot" """);
        // without setsid, which would hide the process
        var command = AptPackages.For(withRedis: true).Command(Policy).Skip(1).ToArray();
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["POLICY"] = Policy;
        start.Environment["ANSWERS"] = Answers;
        return Process.Start(start)!;
    }

    private async Task<int> RunAsync()
    {
        using var install = Start();
        await install.WaitForExitAsync();
        return install.ExitCode;
    }

    private async Task<int> AskPolicyAsync()
    {
        using var asking = Process.Start(Policy, ["nginx", "start"]);
        await asking.WaitForExitAsync();
        return asking.ExitCode;
    }

    private static async Task KillAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The script needs <c>/proc</c>, as on Debian.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class AptFactAttribute : FactAttribute
    {
        public AptFactAttribute()
        {
            if (!OperatingSystem.IsLinux())
                Skip = "Only Linux has apt-get.";
        }
    }
}
