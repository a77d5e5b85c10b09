using System.Text.RegularExpressions;

namespace PetShop.ArchitectureTests;

/// <summary>Sizes, read from the source files.</summary>
public sealed partial class SizeTests
{
    private const int MaxLines = 300;
    private const int MaxFilesInALayer = 10;
    private const int MaxCharacters = 120;

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var files = Repository.Sources("src").Concat(Repository.Sources("tests")).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(TooLong(files, MaxLines));
        Assert.NotEmpty(TooLong(files, 100));
    }

    [Fact]
    public void Few_files_are_longer_than_200_lines()
    {
        var files = Repository.Sources("src").ToList();
        Assert.InRange(TooLong(files, 200).Count(), 0, files.Count * 2 / 100);
    }

    [Fact]
    public void No_layer_folder_has_more_than_ten_files()
    {
        var folders = Repository.Sources("src/PetShop.Api").GroupBy(file => Path.GetDirectoryName(file)!)
            .Where(folder => InALayer().IsMatch(Path.GetRelativePath(Repository.Root, folder.Key).Replace('\\', '/')))
            .ToList();
        Assert.NotEmpty(folders);
        Assert.Matches(InALayer(), "src/PetShop.Api/Adoptions/Services/Pets");
        var tooFull = folders.Where(folder => folder.Count() > MaxFilesInALayer)
            .Select(folder => $"{folder.Key}: {folder.Count()}");
        Assert.Empty(tooFull);
        Assert.Contains(folders, folder => folder.Count() > 3);
    }

    [Fact]
    public void Program_is_short() =>
        Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, "src/PetShop.Api/Program.cs")).Count(), 5, 40);

    [Fact]
    public void No_line_is_wider_than_120_characters()
    {
        var files = Repository.Written().ToList();
        Assert.Contains(files, file => file.EndsWith(".Data.cs", StringComparison.Ordinal));
        Assert.Empty(TooWide(files, MaxCharacters));
        Assert.NotEmpty(TooWide(files, 100));
        Assert.Contains("max_line_length = 120", Repository.Read(".editorconfig"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> TooWide(IEnumerable<string> files, int characters) =>
        from file in files
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > characters
        select $"{file}:{line.Number}";

    private static IEnumerable<string> TooLong(IEnumerable<string> files, int lines) => files
        .Select(file => (file, Count: File.ReadLines(file).Count())).Where(found => found.Count > lines)
        .Select(found => $"{found.file}: {found.Count}");

    [GeneratedRegex("^src/PetShop.Api/(?!Core/)[^/]+/(" + ApiArchitecture.Layers + ")(/|$)")]
    private static partial Regex InALayer();
}
