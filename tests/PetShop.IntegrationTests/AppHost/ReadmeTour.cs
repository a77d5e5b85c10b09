using System.Diagnostics;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>The README's tour, as a user pastes it, except that the first failing line ends it.</summary>
internal static class ReadmeTour
{
    private const string Beginning = "```bash\n";
    private const string Shop = "http://localhost:8080";

    /// <param name="shop">The shop's address.</param>
    /// <returns>The output lines.</returns>
    public static async Task<string[]> RunAsync(Uri shop)
    {
        var readme = (await File.ReadAllTextAsync(FindReadme())).ReplaceLineEndings("\n");
        var begin = readme.IndexOf(Beginning, StringComparison.Ordinal) + Beginning.Length;
        var lines = readme[begin..readme.IndexOf("\n```\n", begin, StringComparison.Ordinal)];
        Assert.Contains($"SHOP={Shop}\n", lines, StringComparison.Ordinal);
        var script = lines.Replace(Shop, shop.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["no_proxy"] = "*" },
        })!;
        var complaints = bash.StandardError.ReadToEndAsync();
        var shown = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, $"The tour ended with {bash.ExitCode} after:\n{shown}\n{await complaints}");
        Assert.Empty(await complaints);
        return shown.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string FindReadme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PetShop.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return Path.Combine(folder.FullName, "README.md");
    }
}
