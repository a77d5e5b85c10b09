using System.Data.Common;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories.Queries;

/// <summary>
/// Reads orders from a statement that returns one row for each line, with the order and its invoice repeated. All rows
/// of an order follow one another.
/// </summary>
internal sealed class OrderRows(PetShopDbContext db)
{
    private readonly EntityReader<Order> _orders = EntityReader<Order>.For(db);
    private readonly EntityReader<OrderLine> _lines = EntityReader<OrderLine>.For(db);
    private readonly EntityReader<InvoiceRegisterEntry> _entries = EntityReader<InvoiceRegisterEntry>.For(db);
    private Order? _order;

    /// <summary>The columns for the statement's <c>SELECT</c>, by the aliases of the tables.</summary>
    public FormattableString Columns(string order, string line, string entry) =>
        $"{_orders.Columns(order)}, {_lines.Columns(line)}, {_entries.Columns(entry)}";

    /// <summary>The order to which the row belongs: the same object for all rows of the order.</summary>
    public Order Read(DbDataReader row)
    {
        var line = _lines.Read(db, row, _orders.Width);
        if (_order?.Id != line.OrderId)
        {
            _order = _orders.Read(db, row, 0);
            _orders.Attach(
                _order, nameof(Order.InvoiceEntries), _entries.Read(db, row, _orders.Width + _lines.Width));
        }
        _orders.Attach(_order, nameof(Order.Lines), line);
        return _order;
    }
}
