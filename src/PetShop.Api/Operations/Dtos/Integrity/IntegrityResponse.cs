using PetShop.Api.Core.Integrity;

namespace PetShop.Api.Operations.Dtos.Integrity;

/// <summary>Whether the shop's data agree with each other, as the last checks found.</summary>
public sealed record IntegrityResponse
{
    /// <summary>Whether all checks have come to an end, and found nothing wrong.</summary>
    /// <example>true</example>
    public required bool IsSound { get; init; }

    /// <summary>In alphabetical order.</summary>
    public required IReadOnlyList<IntegrityCheckResponse> Checks { get; init; }
}

/// <summary>A check of the data, which goes through them again and again.</summary>
public sealed record IntegrityCheckResponse
{
    /// <example>order-totals</example>
    public required string Name { get; init; }

    /// <summary>What must be true.</summary>
    /// <example>A product's stock is the sum of its movements.</example>
    public required string Promise { get; init; }

    /// <summary>The last time that it went through all data; null if it has not come to an end yet.</summary>
    public required IntegritySweepResponse? Last { get; init; }

    /// <summary>How far it has come since; null if it has not begun again.</summary>
    public required IntegritySweepResponse? UnderWay { get; init; }

    internal static IntegrityCheckResponse From(ReportedCheck check) => new()
    {
        Name = check.Name,
        Promise = check.Promise,
        Last = check.Sweep is { LastStartedAt: { } began } last ? new()
        {
            StartedAt = began,
            EndedAt = last.LastEndedAt,
            Checked = last.LastChecked,
            Wrong = last.LastWrong,
            Examples = last.LastExamples,
        } : null,
        UnderWay = check.Sweep is { StartedAt: { } started } sweep ? new()
        {
            StartedAt = started,
            EndedAt = null,
            Checked = sweep.Checked,
            Wrong = sweep.Wrong,
            Examples = sweep.Examples,
        } : null,
    };
}

/// <summary>One way through the data.</summary>
public sealed record IntegritySweepResponse
{
    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null if it is under way.</summary>
    /// <example>2026-01-31T12:00:02Z</example>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many things were checked.</summary>
    /// <example>41250</example>
    public required long Checked { get; init; }

    /// <summary>How many of them are wrong.</summary>
    /// <example>0</example>
    public required long Wrong { get; init; }

    /// <summary>Up to 20 of those, such as numbers of orders.</summary>
    /// <example>[]</example>
    public required IReadOnlyList<string> Examples { get; init; }
}
