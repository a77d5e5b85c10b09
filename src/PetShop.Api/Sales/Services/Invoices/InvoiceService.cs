using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>Reads invoices.</summary>
public interface IInvoiceService
{
    /// <summary>The caller's own invoices; for a guest with a link, those of its order; for an admin, all.</summary>
    /// <exception cref="ShopException">400: a filter that only admins may use.</exception>
    Task<Page<InvoiceResponse>> ListAsync(Actor actor, InvoiceFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">403: another user's invoice. 404: it does not exist.</exception>
    Task<InvoiceResponse> GetAsync(Actor actor, long id, CancellationToken ct);
}

internal sealed class InvoiceService(InvoiceRepository invoices, TimeProvider clock) : IInvoiceService
{
    private const string ListName = "invoices";

    public async Task<Page<InvoiceResponse>> ListAsync(Actor actor, InvoiceFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(ListName, filter.Cursor);
        var now = clock.GetStoredNow();
        var criteria = Read(actor, filter, now);
        var rows = await invoices.ListAsync(criteria, before, filter.Limit + 1, InvoiceResponse.FromEntity, ct);
        return Page.From(rows, filter.Limit, invoice => Cursor.Encode<long?>(ListName, invoice.Id))
            .Map(invoice => invoice.At(now));
    }

    public async Task<InvoiceResponse> GetAsync(Actor actor, long id, CancellationToken ct)
    {
        var invoice = await invoices.FindAsync(id, InvoiceResponse.FromEntity, ct) ?? throw NotFound(id);
        actor.EnsureMaySee(invoice.UserId);
        return invoice.At(clock.GetStoredNow());
    }

    public static ShopException NotFound(long id) => ShopException.NotFound($"There is no invoice {id}.");

    private static InvoiceCriteria Read(Actor actor, InvoiceFilter filter, DateTimeOffset now) => new()
    {
        UserId = actor.LinkedId is null ? AdminFilters.UserId(actor, filter.UserId) : null,
        OrderId = actor.LinkedId ?? filter.OrderId,
        Status = filter.Status switch
        {
            null => null,
            InvoiceStatusFilter.Pending or InvoiceStatusFilter.Overdue => InvoiceStatus.Pending,
            InvoiceStatusFilter.Paid => InvoiceStatus.Paid,
            InvoiceStatusFilter.Refunded => InvoiceStatus.Refunded,
            _ => InvoiceStatus.Void,
        },
        DueBefore = filter.Status == InvoiceStatusFilter.Overdue ? now : null,
    };
}
