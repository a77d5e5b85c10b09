using System.Text.RegularExpressions;

namespace PetShop.ArchitectureTests;

/// <summary>A database failure is never reported as "not found". Read from the source files.</summary>
public sealed partial class FailureTests
{
    [Fact]
    public void Repositories_catch_only_constraint_violations()
    {
        var repositories = Repository.Sources("src/PetShop.Api")
            .Where(file => InARepository().IsMatch(file.Replace('\\', '/'))).ToList();
        Assert.True(repositories.Count > 10);
        Assert.Matches(InARepository(), "/src/PetShop.Api/Adoptions/Repositories/Pets/PetRepository.cs");
        Assert.Empty(repositories.SelectMany(file => Flaws(File.ReadAllText(file)).Select(flaw => $"{file}: {flaw}")));
        Assert.Single(Flaws("try { } catch (DbUpdateException) { return null; }"));
        Assert.Single(Flaws("try { } catch { return false; }"));
    }

    private static IEnumerable<string> Flaws(string source) =>
        AnyCatch().Matches(source).Select(match => match.Value).Where(line => !OfAConstraint().IsMatch(line));

    [GeneratedRegex("/PetShop.Api/(?!Core/)[^/]+/Repositories/")]
    private static partial Regex InARepository();

    [GeneratedRegex(@"\bcatch\b[^{]*(\{ SqlState[^}]*\}[^{]*)?")]
    private static partial Regex AnyCatch();

    [GeneratedRegex(@"\bwhen\b[^;]*PostgresErrorCodes\.(Unique|ForeignKey)Violation")]
    private static partial Regex OfAConstraint();
}
