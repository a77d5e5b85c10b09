namespace PetShop.Api.Sales.Entities.Invoices;

/// <summary>What became of an invoice. That one is overdue is no status of its own: it is pending past its date.</summary>
public enum InvoiceStatus
{
    Pending,
    Paid,
    Refunded,
    Void,
}

/// <summary>What may follow what. Refunded and void are final.</summary>
public static class InvoiceTransitions
{
    public static readonly Transitions<InvoiceStatus> Table = new()
    {
        { InvoiceStatus.Pending, InvoiceStatus.Paid, InvoiceStatus.Void },
        { InvoiceStatus.Paid, InvoiceStatus.Refunded },
    };
}
