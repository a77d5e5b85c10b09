using PetShop.Api.Auth.Services.Addresses;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Addresses;

namespace PetShop.Api.Sales.Services.Addresses;

/// <summary>
/// The addresses of orders: those in the request, or copies from the customer's address book. Joins
/// the caller's unit of work.
/// </summary>
internal sealed class OrderAddresses(IUnitOfWork work, IAddressBook book)
{
    public const string ShipToField = "ship_to";
    public const string BillToField = "bill_to";

    /// <summary>
    /// Where a new order goes. Reads the address book, if the request needs it, as a statement of the batch that holds
    /// the account.
    /// </summary>
    /// <param name="userId">The account; null for a guest, whose request contains the address.</param>
    public Deferred<Destination> Read(StatementBatch batch, long? userId, CheckoutRequest request)
    {
        var takesDefaults = request.ShipTo is null && request.ShippingAddress is null;
        var read = Read(batch, userId, takesDefaults, request.ShipTo, request.BillTo);
        return read.Select(known => Resolve(known, request, takesDefaults));
    }

    /// <summary>
    /// Where a cart would go. Without a request, to the account's default address; null if there is none.
    /// </summary>
    /// <param name="userId">The account; null for a guest.</param>
    public Deferred<Destination?> Read(StatementBatch batch, long? userId, OrderAddressRequest? request) =>
        Read(batch, userId, withDefaults: request is null && userId is not null, request).Select(known =>
        {
            var shipTo = request is null ? known?.DefaultShipping : Resolve(known, request, ShipToField);
            return shipTo is null ? null : new Destination(shipTo, Text: null, BillTo: null);
        });

    /// <summary>The new address of an order of this account, or of a guest's order.</summary>
    /// <param name="userId">The account; null for a guest.</param>
    /// <exception cref="ShopException">400: there is no such address. 403: it belongs to another account.</exception>
    public async Task<PostalAddress> ReadAsync(long? userId, OrderAddressRequest request, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var read = Read(batch, userId, withDefaults: false, request);
        await batch.SendAsync(ct);
        return Resolve(read.Value, request, ShipToField);
    }

    private Deferred<BookAddresses?> Read(
        StatementBatch batch, long? userId, bool withDefaults, params ReadOnlySpan<OrderAddressRequest?> requests)
    {
        var ids = new List<long>();
        foreach (var request in requests)
        {
            if (request?.AddressId is { } id)
                ids.Add(id);
        }
        if (ids.Count > 0 && userId is null)
            throw SalesProblems.HasNoAddressBook();
        return ids.Count > 0 || withDefaults
            ? book.Read(batch, userId!.Value, ids, withDefaults).Select(found => (BookAddresses?)found)
            : new(() => null);
    }

    /// <exception cref="ShopException">400: there is no such address, or none at all. 403: it belongs to another
    /// account.</exception>
    private static Destination Resolve(BookAddresses? known, CheckoutRequest request, bool takesDefaults)
    {
        var shipTo = request.ShipTo is { } given ? Resolve(known, given, ShipToField)
            : takesDefaults ? known!.DefaultShipping ?? throw SalesProblems.HasNoAddress()
            : null;
        var billTo = request.BillTo is { } other ? Resolve(known, other, BillToField)
            : takesDefaults ? known!.DefaultBilling ?? shipTo
            : shipTo;
        return new(shipTo, shipTo is null ? request.ShippingAddress!.Trim() : null, billTo);
    }

    private static PostalAddress Resolve(BookAddresses? known, OrderAddressRequest request, string field) =>
        request.AddressId is { } id ? known!.Get(id, $"{field}.address_id") : PostalAddress.From(request);
}
