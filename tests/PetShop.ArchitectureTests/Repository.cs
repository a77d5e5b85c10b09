using System.Text.RegularExpressions;

namespace PetShop.ArchitectureTests;

/// <summary>The files that the tests read.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files in a folder, without generated ones.</summary>
    public static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Generated().IsMatch(file.Replace('\\', '/')));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PetShop.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run inside the repository: they read its sources.");
        return folder.FullName;
    }

    [GeneratedRegex("/(bin|obj|Migrations)/")]
    private static partial Regex Generated();
}
