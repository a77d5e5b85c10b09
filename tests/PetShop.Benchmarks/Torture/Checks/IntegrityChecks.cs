using System.Globalization;
using System.Text.Json;

namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>What <c>GET /admin/integrity</c> says.</summary>
internal static class IntegrityChecks
{
    /// <param name="since">Checks that have not begun since then are not at their end: −1 was checked.</param>
    public static List<CheckResult> Read(JsonElement report, DateTimeOffset since) =>
        [.. report.GetProperty("checks").EnumerateArray().Select(check => ReadOne(check, since))];

    private static CheckResult ReadOne(JsonElement check, DateTimeOffset since)
    {
        var name = "the shop's own check: " + check.GetProperty("name").GetString();
        if (check.GetProperty("last") is not { ValueKind: JsonValueKind.Object } last
            || DateTimeOffset.Parse(last.GetProperty("started_at").GetString()!, CultureInfo.InvariantCulture) < since)
            return new(name, -1, 1, ["It has not come to its end."]);
        return new(name, last.GetProperty("checked").GetInt64(), last.GetProperty("wrong").GetInt64(),
            [.. last.GetProperty("examples").EnumerateArray().Take(3).Select(example => example.GetString()!)]);
    }
}
