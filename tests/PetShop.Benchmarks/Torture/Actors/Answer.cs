using System.Text.Json;

namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>What a client knows after a request.</summary>
/// <param name="Status">0: there was no answer.</param>
/// <param name="Problem">The problem's type without its path; empty if it is none.</param>
internal sealed record Answer(int Status, string Problem, JsonElement Body, bool IsReplayed)
{
    public static readonly Answer None = new(0, "", default, IsReplayed: false);

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether it says what became of the request. If not, a careful client sends it again.</summary>
    public bool IsClear => Status is not (0 or 408 or 429 or 502 or 503 or 504)
        && Problem is not "idempotency-key-in-progress";

    /// <summary>For tables: "201", "409 insufficient-stock".</summary>
    public string Outcome => Status == 0 ? "no answer" : Problem.Length == 0 ? $"{Status}" : $"{Status} {Problem}";

    /// <summary>The id in the body or in a member of it.</summary>
    public long Id(string? member = null) =>
        (member is null ? Body : Body.GetProperty(member)).GetProperty("id").GetInt64();

    /// <summary>The items of a list; empty if it is not one.</summary>
    public IReadOnlyList<JsonElement> Items =>
        IsSuccess && Body.TryGetProperty("items", out var items) ? [.. items.EnumerateArray()] : [];
}
