using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Returns;

/// <summary>Decides on returns. The return's row is locked first: of two decisions at once the second sees what the first did.</summary>
public interface IReturnStatusService
{
    /// <param name="ifMatch">The edit counters one of which it must have.</param>
    /// <exception cref="ShopException">404, 412.</exception>
    Task<ReturnResponse> UpdateAsync(long id, UpdateReturnRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Approves, rejects, or processes it; then the goods go back on the shelf if told, once.</summary>
    /// <exception cref="ShopException">404, 409: a move that is not allowed, 412.</exception>
    Task<ReturnResponse> MoveAsync(long id, ReturnStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Takes a request back.</summary>
    /// <exception cref="ShopException">403: another's. 404. 409: it was decided on. 412.</exception>
    Task WithdrawAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ReturnStatusService(IUnitOfWork work, ReturnRepository returns, IStockService stock, TimeProvider clock) : IReturnStatusService
{
    public Task<ReturnResponse> UpdateAsync(long id, UpdateReturnRequest request, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        var found = await LockAsync(id, ifMatch, ct);
        if (request.AdminNotes.IsSet)
            found.Note(request.AdminNotes.Value, clock.GetStoredNow());
        return ReturnResponse.From(found);
    }, ct);

    public Task<ReturnResponse> MoveAsync(long id, ReturnStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        var found = await LockAsync(id, ifMatch, ct);
        var status = request.Status!.Value;
        ReturnTransitions.Table.Require(found.Status, status);
        found.MoveTo(status, request.Restock ?? false, clock.GetStoredNow());
        if (found.IsRestocked)
            await stock.PutBackAsync([.. found.Lines.Select(line => new StockLine(line.ProductId, line.Quantity))], ct);
        return ReturnResponse.From(found);
    }, ct);

    public Task WithdrawAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        var found = await returns.LockAsync(id, ct) ?? throw ReturnService.NotFound(id);
        actor.EnsureMaySee(found.UserId);
        ifMatch.Require(found.Version);
        if (found.Status != ReturnStatus.Requested)
            throw SalesProblems.ReturnIsUnderWay();
        returns.Remove(found);
    }, ct);

    private async Task<Return> LockAsync(long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var found = await returns.LockAsync(id, ct) ?? throw ReturnService.NotFound(id);
        ifMatch.Require(found.Version);
        return found;
    }
}
