using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>
/// Money that the shop receives and pays back without a provider: an admin records it when it has moved.
/// </summary>
internal sealed class OfflineProvider : IPaymentProvider
{
    public const string ProviderName = "offline";

    public string Name => ProviderName;

    public bool IsLocal => true;

    public bool Handles(PaymentMethod method) => method != PaymentMethod.Card;

    public Task<ProviderState> StartAsync(ProviderStart start, string key, CancellationToken ct) =>
        Task.FromResult(new ProviderState { Status = PaymentStatus.Captured, Captured = start.Amount.Amount });

    public Task<ProviderRefund> RefundAsync(
        string reference, Money amount, Guid callId, string key, CancellationToken ct) => throw NotAsked();

    public Task<ProviderState?> FindAsync(
        Guid callId, Currency currency, DateTimeOffset since, CancellationToken ct) => throw NotAsked();

    public Task<ProviderDetails> ReadAsync(string reference, Currency currency, CancellationToken ct) =>
        throw NotAsked();

    public Task<ProviderState> CaptureAsync(string reference, Money amount, string key, CancellationToken ct) =>
        throw NotAsked();

    public Task<ProviderState> CancelAsync(string reference, Currency currency, string key, CancellationToken ct) =>
        throw NotAsked();

    public ProviderMessage? Verify(byte[] body, string? signature) => null;

    public ProviderMessage ReadVerified(byte[] body) => throw NotAsked();

    public string? SignatureHeader => null;

    /// <summary>Its payments are captured from the beginning, and nobody else knows about them.</summary>
    private static InvalidOperationException NotAsked() => new("An offline payment has no provider to ask.");
}
