namespace PetShop.Api.Sales.Entities.Papers;

/// <summary>That an invoice was found overdue, and how often its customer was reminded.</summary>
public sealed class InvoiceReminder
{
    private InvoiceReminder()
    {
    }

    public long InvoiceId { get; private set; }

    /// <summary>0 when it was only found overdue.</summary>
    public int Count { get; private set; }

    /// <summary>The due date that had passed. After another one, it is found overdue again.</summary>
    public DateTimeOffset DueDate { get; private set; }

    /// <summary>
    /// When it was found overdue or last reminded of; infinity if it was overdue before the shop recorded that, so that
    /// nobody is reminded of it.
    /// </summary>
    public DateTimeOffset LastAt { get; private set; }
}
