using System.Text.Json;
using PetShop.Api.Core.OpenApi;

namespace PetShop.IntegrationTests.Shop;

/// <summary>Assertions about responses. A failure shows the body.</summary>
public static class ResponseAssert
{
    private static readonly string[] Usual = ["type", "title", "status", "detail", "trace_id", "errors"];

    /// <summary>POST /auth/token adds them to each of its problems.</summary>
    private static readonly string[] OAuth = ["error", "error_description"];

    private static readonly string[] Insides =
        ["   at ", "System.", "Npgsql", "Microsoft.", "StackTrace", "PetShop.Api", "Exception"];

    /// <returns>The body if it is JSON; undefined otherwise.</returns>
    public static async Task<JsonElement> ShouldBeAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != status)
            Assert.Fail($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.PathAndQuery}: "
                + $"expected {(int)status}, got {(int)answer.StatusCode}{Environment.NewLine}{body}");
        return answer.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json"
            && body.Length > 0 ? JsonDocument.Parse(body).RootElement : default;
    }

    /// <summary>
    /// Asserts a problem (RFC 9457) that says what went wrong and what to do, without internals of the shop.
    /// </summary>
    /// <param name="slug">The last part of its <c>type</c>.</param>
    public static async Task<JsonElement> ShouldBeProblemAsync(
        this HttpResponseMessage answer, HttpStatusCode status, string? slug = null)
    {
        var problem = await answer.ShouldBeAsync(status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        if (slug is not null)
            Assert.Equal("/problems/" + slug, problem.Text("type"));
        Assert.StartsWith("/problems/", problem.Text("type"), StringComparison.Ordinal);
        Assert.Equal((int)status, problem.Count("status"));
        Assert.NotEmpty(problem.Text("title"));
        Assert.NotEmpty(problem.Text("detail"));
        Assert.Matches("^[0-9a-f]{32}$", problem.Text("trace_id"));
        Assert.True(answer.Headers.Contains("X-Request-Id"));
        AssertIsDescribed(problem);
        Assert.All(Insides, word => Assert.DoesNotContain(word, problem.GetRawText(), StringComparison.Ordinal));
        return problem;
    }

    /// <summary>The type is listed in the OpenAPI document, and the problem has only the documented members.</summary>
    private static void AssertIsDescribed(JsonElement problem)
    {
        var known = ProblemCatalog.Find(problem.Text("type")[ProblemCatalog.Prefix.Length..]);
        Assert.True(known is not null, $"{problem.Text("type")} is no static field of type ProblemType.");
        var added = problem.EnumerateObject().Select(member => member.Name).Except(Usual);
        var described = known.Members?.GetProperties()
            .Select(member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name)) ?? [];
        Assert.True(added.Except(described).Except(OAuth).ToList() is [],
            $"{known.Slug} adds {string.Join(", ", added)}: describe them by a record, as Members of its ProblemType.");
    }

    /// <summary>Asserts a 400 that names these fields, and no others.</summary>
    public static async Task<JsonElement> ShouldRejectFieldAsync(
        this HttpResponseMessage answer, params string[] fields)
    {
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        var errors = problem.GetProperty("errors");
        Assert.Equal(fields.Order(), errors.EnumerateObject().Select(error => error.Name).Order());
        return errors;
    }
}
