using System.Reflection;
using System.Text.RegularExpressions;

namespace PetShop.ArchitectureTests;

/// <summary>The documents list everything that exists, and nothing else.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Operations = Repository.Read("docs/operations.md");

    [Fact]
    public void Every_setting_of_an_options_class_has_its_row_and_every_row_such_a_setting()
    {
        var sections = ApiArchitecture.Classes.Where(
            type => type.Name.EndsWith("Options", StringComparison.Ordinal) && SectionOf(type) is not null).ToList();
        var settings = sections.SelectMany(type => SettingsOf(type, SectionOf(type)!)).Order().ToList();
        var documented = Rows()
            .Where(name => sections.Exists(type => name.StartsWith(SectionOf(type) + "__", StringComparison.Ordinal))
                && !name.StartsWith("Logging__LogLevel__", StringComparison.Ordinal));
        Assert.NotEmpty(settings);
        Assert.Equal(settings, documented.Order());
    }

    [Fact]
    public void Every_setting_has_one_row() =>
        Assert.Empty(Rows().GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Every_meter_has_its_row_and_every_row_a_meter() => Assert.Equal(
        Repository.Sources("src/PetShop.Api")
            .SelectMany(file => MeterIn().Matches(File.ReadAllText(file)).Select(name => name.Groups[1].Value))
            .Distinct().Order(),
        MeterRow().Matches(Operations).Select(name => name.Groups[1].Value).Distinct().Order());

    [Fact]
    public void The_files_named_in_the_architecture_page_exist()
    {
        var paths = PathName().Matches(Repository.Read("docs/architecture.md")).Select(path => path.Value).ToList();
        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
    }

    [Fact]
    public void The_first_screen_of_README_has_two_commands_and_says_what_the_first_one_does()
    {
        var readme = Repository.Read("README.md").ReplaceLineEndings("\n");
        var screen = readme[..readme.IndexOf("\n## ", StringComparison.Ordinal)];
        var commands = Block().Matches(screen).Select(block => block.Groups[1].Value);
        Assert.Equal(["dotnet run --project src/PetShop.AppHost", "dotnet test"], commands);
        string[] parts = ["about a minute", "fetches packages", "~/.local/share/petshop", "/var/lib/petshop"];
        Assert.All(parts, part => Assert.Contains(part, screen, StringComparison.Ordinal));
    }

    /// <summary>The settings at the beginning of a row.</summary>
    private static IEnumerable<string> Rows() =>
        Operations.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => SettingName().Matches(line.Split('|')[1]).Select(name => name.Value));

    private static string? SectionOf(Type type) =>
        (type.GetField("Section", BindingFlags.Static | BindingFlags.Public)?.GetRawConstantValue() as string)
            ?.Replace(":", "__", StringComparison.Ordinal);

    private static IEnumerable<string> SettingsOf(Type type, string prefix) =>
        type.GetProperties().Where(property => property.CanWrite).SelectMany(property =>
            property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)
                ? SettingsOf(property.PropertyType, $"{prefix}__{property.Name}")
                : [$"{prefix}__{property.Name}"]);

    [GeneratedRegex("(?s)```[a-z]*\n(.*?)\n```")]
    private static partial Regex Block();

    [GeneratedRegex("(?<=`)[A-Z][A-Za-z]+(__[A-Z][A-Za-z0-9]+)+(?=`)")]
    private static partial Regex SettingName();

    /// <summary>A path in backticks, without placeholders.</summary>
    [GeneratedRegex("(?<=`)(src|tests|docs)/[A-Za-z./]+(?=`)")]
    private static partial Regex PathName();

    [GeneratedRegex(@"""(petshop\.[a-z_.]+)""")]
    private static partial Regex MeterIn();

    [GeneratedRegex(@"`(petshop\.[a-z_.]+)`")]
    private static partial Regex MeterRow();
}
