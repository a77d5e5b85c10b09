using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Services.Guests;
using PetShop.Api.Sales.Services.Payments;

namespace PetShop.Api.Sales.Services.GuestOrders;

/// <summary>
/// Pays the order of a guest by its link, as an account can pay its own. Without a valid token, the order does not
/// exist; with an expired one, the refusal is a 403 order-link-expired.
/// </summary>
public interface IGuestPaymentService
{
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">403, 404.</exception>
    Task<OrderPaymentsResponse> ListAsync(Actor actor, long orderId, string? token, CancellationToken ct);

    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">403, 404.</exception>
    Task<PaymentResponse> GetAsync(Actor actor, long orderId, int number, string? token, CancellationToken ct);

    /// <summary>As <see cref="IPaymentStartService"/> does.</summary>
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">As there; also 403 and 404.</exception>
    Task<PaymentResponse> StartAsync(
        Actor actor, long orderId, string? token, StartPaymentRequest request, CancellationToken ct);

    /// <summary>As <see cref="IPaymentDecisionService"/> does.</summary>
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">As there; also 403 and 404.</exception>
    Task<PaymentResponse> CancelAsync(
        Actor actor, long orderId, int number, string? token, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class GuestPaymentService(
    GuestLinks links, IPaymentService payments, IPaymentStartService starting, IPaymentDecisionService decisions)
    : IGuestPaymentService
{
    public async Task<OrderPaymentsResponse> ListAsync(
        Actor actor, long orderId, string? token, CancellationToken ct) =>
        await payments.ListAsync(await links.OpenAsync(actor, orderId, token, ct), orderId, ct);

    public async Task<PaymentResponse> GetAsync(
        Actor actor, long orderId, int number, string? token, CancellationToken ct) =>
        await payments.GetAsync(await links.OpenAsync(actor, orderId, token, ct), orderId, number, ct);

    public async Task<PaymentResponse> StartAsync(
        Actor actor, long orderId, string? token, StartPaymentRequest request, CancellationToken ct) =>
        await starting.StartAsync(await links.OpenAsync(actor, orderId, token, ct), orderId, request, ct);

    public async Task<PaymentResponse> CancelAsync(
        Actor actor, long orderId, int number, string? token, ExpectedVersion ifMatch, CancellationToken ct) =>
        await decisions.CancelAsync(await links.OpenAsync(actor, orderId, token, ct), orderId, number, ifMatch, ct);
}
