using PetShop.AppHost.Machine;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.AppHost;

public sealed class LogRotationTests : IDisposable
{
    private const int Most = 20_000;
    private const int Lines = 10_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petshop-logs-");

    private string Log => Path.Combine(_folder.FullName, "writer.log");

    [Fact]
    public async Task A_log_that_grows_while_its_process_writes_is_cut_to_the_last_part_and_the_one_before()
    {
        if (OperatingSystem.IsWindows())
            return;     // no shell to write
        // After each hundred lines, it waits until the test has checked them.
        const string Writer = """
            i=0
            while [ $i -lt 10000 ]; do
                i=$((i+1))
                echo "line $i"
                [ $((i%100)) != 0 ] || until [ -e "$1/$i" ]; do sleep 0.002; done
            done
            """;
        await using var rotation = new LogRotation(_folder.FullName, Most);
        await using var process = GuardedProcess.Start(
            new GuardedCommand(["/bin/sh", "-c", Writer, "writer", _folder.FullName], Log));
        for (var i = 100; i <= Lines; i += 100)
        {
            await Eventually.TrueAsync(() => File.Exists(Log) && LogFile.ReadLines(Log).LastOrDefault() == $"line {i}",
                $"line {i} is written");
            Assert.True(new FileInfo(Log).Length <= Most + 2_000, $"{new FileInfo(Log).Length} bytes at line {i}");
            rotation.Rotate();
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, $"{i}"), "");
            await Eventually.TrueAsync(() => i == Lines || new FileInfo(Log).Length > 0, "it writes on");
        }
        await process.Exit;
        var kept = LogFile.ReadLines(LogFile.PreviousOf(Log)).Concat(LogFile.ReadLines(Log)).ToList();
        Assert.Equal(Enumerable.Range(Lines - kept.Count + 1, kept.Count).Select(i => $"line {i}"), kept);
        Assert.InRange(kept.Count, 1_000, 4_000);
        Assert.Equal(File.GetUnixFileMode(Log), File.GetUnixFileMode(LogFile.PreviousOf(Log)));
    }

    [Fact]
    public async Task Logs_are_checked_periodically()
    {
        await using var rotation = new LogRotation(_folder.FullName, Most).Start();
        for (var time = 0; time < 2; time++)
        {
            await File.WriteAllTextAsync(Log, new string('x', Most + 1));
            await Eventually.TrueAsync(() => new FileInfo(Log).Length == 0, "it is cut");
        }
        Assert.Equal(Most + 1, new FileInfo(LogFile.PreviousOf(Log)).Length);
    }

    [Fact]
    public async Task Lines_after_a_rotation_are_at_the_beginning_of_the_log()
    {
        using var log = new LogFile(Log);
        log.WriteLine(new string('x', Most));
        await using (var rotation = new LogRotation(_folder.FullName, Most))
            rotation.Rotate();
        log.WriteLine("next");
        Assert.Equal(["next"], LogFile.ReadLines(Log));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
