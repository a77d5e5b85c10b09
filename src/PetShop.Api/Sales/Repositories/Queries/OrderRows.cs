using System.Data.Common;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories.Queries;

/// <summary>
/// Collects orders from a statement that returns one row for each line, with the order, one of its invoice entries and
/// the list's total repeated. The rows of an order follow one another.
/// </summary>
internal sealed class OrderRows(PetShopDbContext db)
{
    private readonly EntityReader<Order> _orders = EntityReader<Order>.For(db);
    private readonly EntityReader<OrderLine> _lines = EntityReader<OrderLine>.For(db);
    private readonly EntityReader<InvoiceRegisterEntry> _entries = EntityReader<InvoiceRegisterEntry>.For(db);

    public List<Order> Orders { get; } = [];

    /// <summary>0 if there are no rows.</summary>
    public int Total { get; private set; }

    /// <summary>
    /// The columns for the statement's <c>SELECT</c>, by the aliases of the tables. The total follows them.
    /// </summary>
    public FormattableString Columns(string order, string line, string entry) =>
        $"{_orders.Columns(order)}, {_lines.Columns(line)}, {_entries.Columns(entry)}";

    /// <exception cref="InvalidCastException">The order has no line or no invoice.</exception>
    public Order Read(DbDataReader row)
    {
        var line = _lines.Read(db, row, _orders.Width);
        if (Orders is not [.., var order] || order.Id != line.OrderId)
        {
            order = _orders.Read(db, row, 0);
            _orders.Attach(
                order, nameof(Order.InvoiceEntries), _entries.Read(db, row, _orders.Width + _lines.Width));
            Orders.Add(order);
            Total = row.GetInt32(row.FieldCount - 1);
        }
        _orders.Attach(order, nameof(Order.Lines), line);
        return order;
    }
}
