using PetShop.Api.Core.Integrity;
using PetShop.Api.Operations.Dtos.Integrity;

namespace PetShop.Api.Operations.Services.Integrity;

/// <summary>Whether the shop's data agree with each other.</summary>
public interface IIntegrityService
{
    /// <summary>What the last checks found. Nothing is checked now.</summary>
    Task<IntegrityResponse> ReadAsync(CancellationToken ct);
}

internal sealed class IntegrityService(IntegrityReport report) : IIntegrityService
{
    public async Task<IntegrityResponse> ReadAsync(CancellationToken ct)
    {
        var checks = await report.ReadAsync(ct);
        return new()
        {
            IsSound = checks.All(check => check.Sweep is { LastEndedAt: not null, LastWrong: 0, Wrong: 0 }),
            Checks = [.. checks.Select(IntegrityCheckResponse.From)],
        };
    }
}
