using PetShop.Benchmarks.Size;

namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>An invariant of the shop's data.</summary>
/// <param name="Name">What must be true.</param>
/// <param name="Sql">
/// A query of what is checked: <c>subject</c>, as text, and <c>wrong</c>, whether it breaks the invariant.
/// </param>
internal sealed record Check(string Name, string Sql)
{
    public async Task<CheckResult> RunAsync(Database database) => (await database.ListAsync($"""
        SELECT count(*), count(*) FILTER (WHERE wrong), (array_agg(subject) FILTER (WHERE wrong))[1:3]
        FROM ({Sql}) AS checked (subject, wrong)
        """, row => new CheckResult(
            Name, row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? [] : row.GetFieldValue<string[]>(2)))).Single();
}

/// <summary>The result of a check.</summary>
/// <param name="Checked">How many things were checked.</param>
/// <param name="Wrong">How many of them break the invariant.</param>
/// <param name="Examples">Some of those.</param>
internal sealed record CheckResult(string Name, long Checked, long Wrong, IReadOnlyList<string> Examples)
{
    public static CheckResult Of<T>(string name, IReadOnlyCollection<T> all, Func<T, string?> fault)
    {
        var faults = all.Select(fault).OfType<string>().ToList();
        return new(name, all.Count, faults.Count, [.. faults.Take(3)]);
    }
}
