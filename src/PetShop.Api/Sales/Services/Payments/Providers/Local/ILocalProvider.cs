using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Services.Payments.Providers.Local;

/// <summary>
/// Payments about which nobody has to be asked. They are captured from the beginning, and nobody else knows about them.
/// </summary>
internal interface ILocalProvider : IPaymentProvider
{
    bool IPaymentProvider.IsLocal => true;

    string? IPaymentProvider.SignatureHeader => null;

    Task<ProviderState> IPaymentProvider.StartAsync(ProviderStart start, string key, CancellationToken ct) =>
        Task.FromResult(new ProviderState { Status = PaymentStatus.Captured, Captured = start.Amount.Amount });

    Task<ProviderRefund> IPaymentProvider.RefundAsync(
        string reference, Money amount, Guid callId, string key, CancellationToken ct) => throw NotAsked();

    Task<ProviderState?> IPaymentProvider.FindAsync(
        Guid callId, Currency currency, DateTimeOffset since, CancellationToken ct) => throw NotAsked();

    Task<ProviderDetails> IPaymentProvider.ReadAsync(string reference, Currency currency, CancellationToken ct) =>
        throw NotAsked();

    Task<ProviderState> IPaymentProvider.CaptureAsync(
        string reference, Money amount, string key, CancellationToken ct) => throw NotAsked();

    Task<ProviderState> IPaymentProvider.CancelAsync(
        string reference, Currency currency, string key, CancellationToken ct) => throw NotAsked();

    ProviderMessage? IPaymentProvider.Verify(byte[] body, string? signature) => null;

    ProviderMessage IPaymentProvider.ReadVerified(byte[] body) => throw NotAsked();

    IAsyncEnumerable<IReadOnlyList<MissedMessage>> IPaymentProvider.ListMissedAsync(
        DateTimeOffset since, CancellationToken ct) => AsyncEnumerable.Empty<IReadOnlyList<MissedMessage>>();

    private InvalidOperationException NotAsked() => new($"A payment of {Name} has no provider to ask.");
}
