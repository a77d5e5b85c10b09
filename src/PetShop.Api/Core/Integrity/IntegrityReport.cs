using PetShop.Api.Core.Integrity.Repositories;

namespace PetShop.Api.Core.Integrity;

/// <summary>What the checks have found, for admins.</summary>
internal sealed class IntegrityReport(IEnumerable<IIntegrityCheck> checks, IntegritySweepRepository sweeps)
{
    /// <summary>All checks in alphabetical order, with what they have found.</summary>
    public async Task<IReadOnlyList<ReportedCheck>> ReadAsync(CancellationToken ct)
    {
        var found = (await sweeps.ListAsync(ct)).ToDictionary(sweep => sweep.Name);
        return [.. checks.OrderBy(check => check.Name, StringComparer.Ordinal)
            .Select(check => new ReportedCheck(check.Name, check.Promise, found.GetValueOrDefault(check.Name)))];
    }
}

/// <param name="Sweep">Null if it has never run.</param>
internal sealed record ReportedCheck(string Name, string Promise, IntegritySweep? Sweep);
