using System.Text.RegularExpressions;

namespace PetShop.ArchitectureTests;

/// <summary>The files that the tests read.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files in a folder, without generated ones.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Generated().IsMatch(file.Replace('\\', '/')));

    /// <summary>
    /// All C# files that somebody wrote at least a part of: migrations too, but not what EF keeps beside them.
    /// </summary>
    public static IEnumerable<string> Written() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !MadeByTools().IsMatch(file.Replace('\\', '/')));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PetShop.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException(
                "The tests must run inside the repository: they read its sources.");
        return folder.FullName;
    }

    [GeneratedRegex("/(bin|obj|Migrations)/")]
    private static partial Regex Generated();

    [GeneratedRegex(@"/(bin|obj|node_modules)/|\.Designer\.cs$|ModelSnapshot\.cs$")]
    private static partial Regex MadeByTools();
}
