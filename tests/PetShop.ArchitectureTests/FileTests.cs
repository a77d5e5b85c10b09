using System.Text.RegularExpressions;

namespace PetShop.ArchitectureTests;

/// <summary>
/// Where a type is: in the folder of its namespace, and some kinds in a file of their own. Read from the source files.
/// </summary>
public sealed partial class FileTests
{
    [Fact]
    public void Namespaces_follow_folders()
    {
        var files = Repository.Sources("src").Concat(Repository.Sources("tests")).Select(Relative)
            .Where(file => !file.StartsWith("tests/clients/", StringComparison.Ordinal)
                && !file.StartsWith("tests/PetShop.ArchitectureTests/Offenders/", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 500);
        Assert.DoesNotContain(files, file => !IsInItsFolder(file, Repository.Read(file)));
        Assert.True(IsInItsFolder("src/PetShop.Api/Adoptions/Dtos/Pets/PetResponse.cs",
            "namespace PetShop.Api.Adoptions.Dtos.Pets;\n"));
        Assert.False(IsInItsFolder("src/PetShop.Api/Adoptions/Dtos/Pets/PetResponse.cs",
            "namespace PetShop.Api.Adoptions.Dtos;\n"));
    }

    [Fact]
    public void Configurations_of_entities_and_attributes_have_files_of_their_own()
    {
        var files = Repository.Sources("src/PetShop.Api").Select(Relative).ToList();
        var alone = files.Where(file => NeedsOwnFile().IsMatch(Repository.Read(file))).ToList();
        Assert.True(alone.Count > 20);
        Assert.DoesNotContain(alone, file => !IsAlone(file, Repository.Read(file)));
        const string Configuration = "internal sealed class PetConfiguration : IEntityTypeConfiguration<Pet>\n{\n}\n";
        Assert.Matches(NeedsOwnFile(), Configuration);
        Assert.Matches(NeedsOwnFile(), "public sealed class TameAttribute : Attribute;\n");
        Assert.True(IsAlone("Adoptions/Entities/PetConfiguration.cs", Configuration));
        Assert.False(IsAlone("Adoptions/Entities/Pet.cs", Configuration));
        Assert.False(IsAlone("Adoptions/Entities/PetConfiguration.cs", "public sealed class Pet;\n\n" + Configuration));
    }

    [Fact]
    public void A_configuration_is_beside_its_entity()
    {
        var files = Repository.Sources("src/PetShop.Api").Select(Relative).ToList();
        var pairs = files.SelectMany(file => Configured().Matches(Repository.Read(file))
            .Select(match => (file, Entity: match.Groups[1].Value))).ToList();
        Assert.True(pairs.Count > 20);
        var apart = pairs.Where(pair => files.Exists(other => Path.GetFileNameWithoutExtension(other) == pair.Entity)
            && !files.Contains($"{Path.GetDirectoryName(pair.file)!.Replace('\\', '/')}/{pair.Entity}.cs"));
        Assert.Empty(apart);
    }

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static bool IsInItsFolder(string file, string source)
    {
        var folder = file[(file.IndexOf('/', StringComparison.Ordinal) + 1)..file.LastIndexOf('/')].Replace('/', '.');
        return Namespaces().Matches(source).All(match => match.Groups[1].Value == folder);
    }

    private static bool IsAlone(string file, string source) =>
        Types().Matches(source).Select(match => match.Groups[1].Value).ToList() is [var type]
        && type == Path.GetFileNameWithoutExtension(file);

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|file) )+(?:class|struct|record "
        + @"struct|record|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"^(?:public|internal) [\w ]*class (?:\w+Attribute\b|\w+ : IEntityTypeConfiguration<)",
        RegexOptions.Multiline)]
    private static partial Regex NeedsOwnFile();

    [GeneratedRegex(@"IEntityTypeConfiguration<(\w+)>")]
    private static partial Regex Configured();
}
