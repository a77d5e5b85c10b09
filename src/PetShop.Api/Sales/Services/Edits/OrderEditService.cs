using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.GiftCards;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>Edits the goods of orders.</summary>
public interface IOrderEditService
{
    /// <summary>
    /// Gives the order the units that the request names, or shows what that would do. An order that has them already is
    /// not changed.
    /// </summary>
    /// <param name="ifMatch">The versions that the order may have.</param>
    /// <exception cref="ShopException">400: a product that is not on sale, or too many lines. 403: the caller's own
    /// order. 404. 409: the order's status does not allow it, it is paid, nothing would be left, fewer units than were
    /// shipped, another total than the expected one, or not enough stock. 412.</exception>
    Task<OrderEditResponse> EditAsync(
        Actor actor, long id, EditOrderRequest request, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class OrderEditService(
    IUnitOfWork work, OrderRepository orders, AddedGoods added, OrderRevision revision, InvoiceReplacement invoices,
    OrderTimeline timeline, TimeProvider clock) : IOrderEditService
{
    public async Task<OrderEditResponse> EditAsync(
        Actor actor, long id, EditOrderRequest request, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await added.PrepareAsync(ct);
        if (request.DryRun is true)
            return await ShowAsync(actor, id, request, ifMatch, ct);
        var edit = await invoices.PrepareAsync(ct);
        return await work.CommitAsync(async () =>
        {
            var order = await orders.LockAsync(id, ct) ?? throw SalesProblems.HasNoOrder(id);
            var before = EditedOrder.Before(order);
            var plan = Plan(actor, order, request, ifMatch);
            var prices = await PriceAsync(order, plan, isDryRun: false, ct);
            if (prices.Delays(order))
                timeline.EstimatedDeliveryChanged(actor, order, Expect(order, prices));
            if (!plan.IsEmpty)
                await revision.ApplyAsync(actor, order, prices, edit, ct);
            RequireTotal(order, request);
            return before.Answer(actor, order, prices.Amounts.Steps, isDryRun: false);
        }, ct);
    }

    /// <summary>The same on a copy of the order that is not saved.</summary>
    private async Task<OrderEditResponse> ShowAsync(
        Actor actor, long id, EditOrderRequest request, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var order = await orders.FindAsync(id, ct) ?? throw SalesProblems.HasNoOrder(id);
        var before = EditedOrder.Before(order);
        var plan = Plan(actor, order, request, ifMatch);
        await invoices.RequireUnpaidAsync(order, ct);
        var prices = await PriceAsync(order, plan, isDryRun: true, ct);
        if (prices.Delays(order))
            Expect(order, prices);
        if (!plan.IsEmpty)
            order.Edit(prices.Kept, prices.Added, prices.Amounts, invoices.TimesOf(order, clock.GetStoredNow()));
        RequireTotal(order, request);
        return before.Answer(actor, order, prices.Amounts.Steps, isDryRun: true);
    }

    private static EditPlan Plan(Actor actor, Order order, EditOrderRequest request, ExpectedVersion ifMatch)
    {
        actor.EnsureNotOwnOrder(order.UserId);
        ifMatch.Require(order.Version);
        if (!OrderTransitions.CanBeEdited(order.Status))
            StatusChanges.Require(order, OrderStatus.Cancelled);
        if (order.HoldsGiftCards)
            throw GiftCardProblems.CannotBeChanged(order);
        var plan = EditPlan.Reach(order, request.Items!);
        if (plan.Added.Count == 0 && plan.Cuts.Values.Sum() == order.Units)
            throw EditProblems.EmptiesOrder(order);
        var gone = order.Lines.Count(line => plan.Cuts.GetValueOrDefault(line.Position) == line.Quantity);
        if (order.Lines.Count - gone + plan.Added.Count > Order.MaxLines)
            throw ShopException.Invalid("items", $"An order can have at most {Order.MaxLines} lines.");
        return plan;
    }

    private async Task<EditedPrices> PriceAsync(Order order, EditPlan plan, bool isDryRun, CancellationToken ct)
    {
        if (plan.IsEmpty)
            return EditedPrices.Of(order);
        var steps = await orders.FindPriceStepsAsync(order.Id, ct) ?? [];
        EditPlan.RequireFewEdits(order, steps);
        var prices = CancelledUnits.Cancel(order, steps, plan.Cuts);
        if (plan.Added.Count == 0)
            return prices.Summed();
        var after = steps.Select(step => step.Position ?? 0).Concat(order.Lines.Select(line => line.Position)).Max();
        return prices.With(await added.PriceAsync(order, plan.Added, after, isDryRun, ct)).Summed();
    }

    /// <returns>When the order was expected before.</returns>
    private DateTimeOffset? Expect(Order order, EditedPrices prices)
    {
        var before = order.EstimatedDelivery;
        order.Expect(prices.AddedDelivery, clock.GetStoredNow());
        return before;
    }

    private static void RequireTotal(Order order, EditOrderRequest request)
    {
        if (request.ExpectedTotal is { } expected && expected != order.TotalAmount)
            throw SalesProblems.TotalChanged(order, isEdit: true);
    }

    /// <summary>What an order had before its edit.</summary>
    private sealed record EditedOrder(Dictionary<long, ProductOnOrder> Products, decimal Total)
    {
        public static EditedOrder Before(Order order) => new(Read(order), order.TotalAmount);

        public OrderEditResponse Answer(Actor actor, Order order, IReadOnlyList<PriceStep> steps, bool isDryRun)
        {
            var after = Read(order);
            return new()
            {
                DryRun = isDryRun,
                Changes = [.. Products.Keys.Union(after.Keys)
                    .Select(id => Change(id, Products.GetValueOrDefault(id), after.GetValueOrDefault(id)))
                    .Where(change => change.QuantityBefore != change.QuantityAfter)],
                TotalBefore = Total,
                TotalAfter = order.TotalAmount,
                Difference = order.TotalAmount - Total,
                Currency = order.Currency,
                Steps = PriceStepText.Explain(steps, TotalParts.Of(order), Currency.Of(order.Currency)),
                Order = OrderResponse.From(order).SeenBy(actor),
            };
        }

        private static OrderItemChange Change(long id, ProductOnOrder? before, ProductOnOrder? after) => new(
            id, (before ?? after)!.Sku, (before ?? after)!.Name, before?.Units ?? 0, after?.Units ?? 0,
            (after?.Charged ?? 0) - (before?.Charged ?? 0));

        private static Dictionary<long, ProductOnOrder> Read(Order order) => order.Lines
            .GroupBy(line => line.ProductId)
            .ToDictionary(of => of.Key, of => new ProductOnOrder(
                of.First().Sku, of.First().ProductName, of.Sum(line => line.Quantity), of.Sum(order.ChargedFor)));
    }

    private sealed record ProductOnOrder(string Sku, string Name, int Units, decimal Charged);
}
