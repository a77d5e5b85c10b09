namespace PetShop.Api.Sales.Entities.Invoices;

/// <summary>
/// The status of an invoice. Overdue is not a status: such an invoice is pending and past its due date. Nor is
/// partially refunded: such an invoice is paid, and has refunds.
/// </summary>
public enum InvoiceStatus
{
    Pending,
    Paid,
    Refunded,
    Void,
}

/// <summary>The allowed transitions. Refunded and void are final.</summary>
public static class InvoiceTransitions
{
    public static readonly Transitions<InvoiceStatus> Table = new()
    {
        { InvoiceStatus.Pending, InvoiceStatus.Paid, InvoiceStatus.Void },
        { InvoiceStatus.Paid, InvoiceStatus.Refunded },
    };
}
