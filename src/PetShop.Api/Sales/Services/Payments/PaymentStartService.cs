using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Credits;
using PetShop.Api.Sales.Services.Payments.Calls;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments;

/// <summary>Starts payments.</summary>
public interface IPaymentStartService
{
    /// <summary>
    /// Starts a payment for what is due, or for a part of it. Payments that the customer has begun and not completed
    /// are given up first. The amount is fixed before the provider is asked.
    /// </summary>
    /// <exception cref="ShopException">400: an amount that the currency does not have, or a store credit that is not
    /// the account's. 403: another user's order, or only admins record such payments. 404. 409: nothing is due, more
    /// than is due, another payment is in progress, too many tries, the shop does not take such payments, or the gift
    /// card or store credit cannot be used. 429: too many codes that do not exist were
    /// tried.</exception>
    Task<PaymentResponse> StartAsync(Actor actor, long orderId, StartPaymentRequest request, CancellationToken ct);
}

internal sealed class PaymentStartService(
    IUnitOfWork work, OrderRepository orders, PaymentOpening opening, PaymentCalls calls, PaymentProviders providers,
    StoreCreditTender tender)
    : IPaymentStartService
{
    public async Task<PaymentResponse> StartAsync(
        Actor actor, long orderId, StartPaymentRequest request, CancellationToken ct)
    {
        var provider = providers.For(request.Method!.Value)
            ?? throw PaymentProblems.IsUnavailable(request.Method.Value);
        PaymentPreparation? planned = null;
        var plan = await work.CommitAsync(
            "give up", async () => planned = await PrepareAsync(actor, orderId, request, provider, ct), ct);
        foreach (var (number, call) in plan.GivenUp)
            await calls.MakeAsync($"give up {number}", call, isOwn: ReferenceEquals(planned, plan));
        OpenedPayment? own = null;
        var opened = await work.CommitAsync("open", async () => own = await opening.OpenAsync(
            actor, await LockAsync(actor, orderId, ct), request, provider, ct), ct);
        var result = opened.CallId is { } id
            ? (await calls.MakeAsync("start", id, isOwn: own?.CallId == id)).Payment : opened.Payment;
        return result.SeenBy(actor, opened.IsCustomer);
    }

    private async Task<PaymentPreparation> PrepareAsync(
        Actor actor, long orderId, StartPaymentRequest request, IPaymentProvider provider, CancellationToken ct)
    {
        if (request.GiftCardCode is not null)
            tender.RequireGuessesLeft(actor);
        var order = await LockAsync(actor, orderId, ct);
        if (provider.IsRecorded)
            RequireRecorder(actor, order);
        if (request.Amount is { } amount)
            SalesProblems.RequireDecimals(order, amount);
        return new(await opening.GiveUpAsync(actor, order, request, provider, ct), orderId, order.UserId);
    }

    private async Task<Order> LockAsync(Actor actor, long orderId, CancellationToken ct)
    {
        var order = await orders.LockAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
        actor.EnsureMaySee(order.Owner);
        return order;
    }

    private static void RequireRecorder(Actor actor, Order order)
    {
        if (!actor.IsAdmin)
            throw PaymentProblems.OnlyAdminsRecord();
        actor.EnsureNotOwnOrder(order.UserId);
    }
}

/// <summary>Payments that make room for a new one.</summary>
/// <param name="GivenUp">Their numbers, and the calls that cancel them.</param>
/// <param name="UserId">Whose order it is; null for a guest's.</param>
internal sealed record PaymentPreparation(IReadOnlyList<GivenUpPayment> GivenUp, long OrderId, long? UserId)
    : IIdempotentResult
{
    long IIdempotentResult.OwnerId => new OrderOwner(OrderId, UserId).DataOwner;
}

/// <summary>A payment that is given up.</summary>
internal sealed record GivenUpPayment(int Number, Guid CallId);
