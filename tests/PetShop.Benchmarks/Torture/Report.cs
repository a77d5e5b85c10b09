using PetShop.Benchmarks.Torture.Actors;
using PetShop.Benchmarks.Torture.Checks;

namespace PetShop.Benchmarks.Torture;

/// <summary>The tables at the end of a run.</summary>
internal static class Report
{
    /// <returns>0 if nothing is wrong, otherwise 1.</returns>
    public static int Print(
        IReadOnlyList<CheckResult> results, TortureShop shop, Journal journal, TortureOptions options,
        IReadOnlyList<string> lines)
    {
        PrintOutcomes(journal);
        Console.WriteLine();
        foreach (var line in lines)
            Console.WriteLine(line);
        Console.WriteLine();
        var errors = shop.Postgres.CountErrors().OrderByDescending(error => error.Value)
            .Select(error => $"{error.Value} × {error.Key}");
        Console.WriteLine($"Errors in PostgreSQL's log: {string.Join(", ", errors)}");
        var exits = shop.All.Where(victim => victim.UnplannedExits > 0)
            .Select(victim => $"{victim.UnplannedExits} × {victim.Name}").ToList();
        Console.WriteLine($"Ended by themselves: {(exits.Count == 0 ? "none" : string.Join(", ", exits))}");
        Console.WriteLine();
        Console.WriteLine("| invariant | checked | wrong |");
        Console.WriteLine("| --- | ---: | ---: |");
        foreach (var result in results)
            Console.WriteLine($"| {result.Name} | {result.Checked} | {result.Wrong} |");
        var broken = results.Where(result => result.Wrong > 0).ToList();
        foreach (var result in broken)
            Console.WriteLine($"\nWRONG: {result.Name}\n  {string.Join("\n  ", result.Examples)}");
        Console.WriteLine(broken.Count == 0
            ? $"\nAll {results.Count} invariants hold after {journal.OrderCount} orders. Seed {options.Seed}."
            : $"\n{broken.Count} of {results.Count} invariants are broken. Seed {options.Seed}.");
        return broken.Count == 0 ? 0 : 1;
    }

    private static void PrintOutcomes(Journal journal)
    {
        Console.WriteLine();
        Console.WriteLine("| action | answers |");
        Console.WriteLine("| --- | --- |");
        foreach (var action in journal.Outcomes.GroupBy(each => each.Key.Action).OrderBy(group => group.Key))
        {
            var outcomes = action.OrderByDescending(each => each.Value)
                .Select(each => $"{each.Value} × {each.Key.Outcome}");
            Console.WriteLine($"| {action.Key} | {string.Join(", ", outcomes)} |");
        }
    }
}
