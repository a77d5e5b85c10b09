namespace PetShop.Api.Sales.Entities.Timeline;

/// <summary>What happened to an order.</summary>
public enum OrderEventType
{
    /// <summary>The order was placed. Orders from before the timeline existed do not have this entry.</summary>
    Placed,

    /// <summary>Its status changed.</summary>
    StatusChanged,

    /// <summary>Goods were cancelled or added, which changed its total.</summary>
    ItemsChanged,

    /// <summary>Its shipping address changed.</summary>
    AddressChanged,

    /// <summary>The estimated delivery changed.</summary>
    EstimatedDeliveryChanged,

    /// <summary>The deadline for its payment changed.</summary>
    PayByChanged,

    /// <summary>Goods were shipped.</summary>
    ShipmentCreated,

    /// <summary>The tracking of a shipment changed.</summary>
    TrackingChanged,

    /// <summary>An admin made a new link with which a guest can open it.</summary>
    GuestLinkIssued,

    /// <summary>An admin erased the guest's personal data at the guest's request.</summary>
    GuestErased,

    /// <summary>It was archived.</summary>
    Archived,

    /// <summary>An invoice replaced a void one.</summary>
    InvoiceIssued,

    /// <summary>The due date of an invoice changed.</summary>
    InvoiceDueDateChanged,

    /// <summary>An invoice was paid, voided or refunded.</summary>
    InvoiceStatusChanged,

    /// <summary>An invoice was not paid by its due date.</summary>
    InvoiceOverdue,

    /// <summary>The customer was reminded of an overdue invoice.</summary>
    InvoiceReminded,

    /// <summary>A payment was authorised, captured, refunded, declined, given up or disputed.</summary>
    PaymentStatusChanged,

    /// <summary>A return was requested.</summary>
    ReturnRequested,

    /// <summary>A return was approved, rejected, processed or withdrawn.</summary>
    ReturnStatusChanged,

    /// <summary>The customer took the code of a gift card.</summary>
    GiftCardCodeTaken,

    /// <summary>A refund was recorded.</summary>
    Refunded,

    /// <summary>Somebody wrote a note.</summary>
    Note,
}
