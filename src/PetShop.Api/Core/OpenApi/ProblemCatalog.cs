using System.Reflection;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.OpenApi;

/// <summary>A problem type that responses can have.</summary>
/// <param name="Detail">An example of its detail.</param>
/// <param name="Members">A record of the members that it adds; null for none.</param>
internal sealed record ProblemDescription(string Slug, int Status, string Title, string Detail, Type? Members)
{
    public string Uri => ProblemCatalog.Prefix + Slug;
}

/// <summary>All problem types. They are discovered in the code and need no registration.</summary>
internal static class ProblemCatalog
{
    public const string Prefix = "/problems/";

    /// <summary>The fallback of <see cref="StatusProblems"/> for other statuses.</summary>
    private const string Nameless = "http-";

    private static readonly Dictionary<string, ProblemDescription> BySlug = Declared().Concat(OfBareStatus())
        .DistinctBy(problem => problem.Slug)
        .OrderBy(problem => problem.Slug, StringComparer.Ordinal).ToDictionary(problem => problem.Slug);

    /// <summary>By slug.</summary>
    public static IReadOnlyCollection<ProblemDescription> All => BySlug.Values;

    public static ProblemDescription? Find(string slug) => BySlug.GetValueOrDefault(slug);

    /// <summary>The static fields that hold a problem type, in all classes.</summary>
    private static IEnumerable<ProblemDescription> Declared() =>
        from type in typeof(ProblemType).Assembly.GetTypes()
        where !type.ContainsGenericParameters
        from field in type.GetFields(
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.FieldType == typeof(ProblemType)
        let problem = (ProblemType)field.GetValue(null)!
        let status = ProblemWriter.StatusOf(problem.Kind)
        select new ProblemDescription(
            problem.Slug, status, problem.Title, problem.Example ?? StatusProblems.For(status).Detail, problem.Members);

    private static IEnumerable<ProblemDescription> OfBareStatus() =>
        from status in Enumerable.Range(StatusCodes.Status400BadRequest, 200)
        let problem = StatusProblems.For(status)
        let slug = problem.Type[Prefix.Length..]
        where !slug.StartsWith(Nameless, StringComparison.Ordinal)
        select new ProblemDescription(slug, status, problem.Title, problem.Detail, null);
}
