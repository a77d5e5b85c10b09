using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// The problems that a response can be. Those that its description names in backticks (<c>`insufficient-stock`</c>)
/// come first, then those that follow from the status.
/// </summary>
internal static partial class ProblemExamples
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    /// <summary>The problems that every response of a status can be.</summary>
    private static readonly Dictionary<string, ProblemType> Usual = new()
    {
        ["400"] = ProblemTypes.Validation,
        ["401"] = ProblemTypes.Unauthenticated,
        ["403"] = ProblemTypes.Forbidden,
        ["404"] = ProblemTypes.NotFound,
        ["412"] = ProblemTypes.Stale,
        ["422"] = ProblemTypes.KeyReused,
        ["429"] = ProblemTypes.TooManyRequests,
        ["503"] = ProblemTypes.Unavailable,
    };

    /// <summary>The problems that a description names for a status, then the usual one.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="description">May name types in backticks.</param>
    /// <param name="isPublic">Whether the operation accepts callers without a token: then it never requires
    /// one.</param>
    public static IReadOnlyList<ProblemDescription> Of(string status, string description, bool isPublic)
    {
        var named = InCodeMarks().Matches(description).Select(match => ProblemCatalog.Find(match.Groups[1].Value))
            .OfType<ProblemDescription>()
            .Where(problem => problem.Status.ToString(CultureInfo.InvariantCulture) == status);
        var usual = isPublic && status == "401"
            ? null
            : ProblemCatalog.Find(Usual.TryGetValue(status, out var type) ? type.Slug : SlugOf(status));
        return [.. named.Append(usual).OfType<ProblemDescription>().Distinct()];
    }

    /// <summary>The example body of a problem.</summary>
    /// <param name="members">The schema of the members that it adds; null for none.</param>
    /// <param name="error">A field in <c>errors</c> and its message; null if no field is invalid.</param>
    public static JsonObject Body(
        ProblemDescription problem, JsonObject? members, (string Field, string Message)? error)
    {
        var body = new JsonObject
        {
            ["type"] = problem.Uri,
            ["title"] = problem.Title,
            ["status"] = problem.Status,
            ["detail"] = problem.Detail,
            ["trace_id"] = TraceId,
        };
        if (error is var (field, message))
            body["errors"] = new JsonObject { [field] = new JsonArray(message) };
        foreach (var (name, value) in members ?? [])
            body[name] = value?.DeepClone();
        return body;
    }

    /// <summary>The slug of the problem that the server itself responds with.</summary>
    private static string SlugOf(string status) =>
        int.TryParse(status, CultureInfo.InvariantCulture, out var code)
            ? StatusProblems.For(code).Type[ProblemCatalog.Prefix.Length..]
            : "";

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex InCodeMarks();
}
