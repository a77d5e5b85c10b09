using static PetShop.Api.Sales.Entities.Returns.ReturnStatus;

namespace PetShop.Api.Sales.Entities.Returns;

/// <summary>The status of a return.</summary>
public enum ReturnStatus
{
    Requested,
    Approved,
    Rejected,
    Processed,

    /// <summary>The customer withdrew the request.</summary>
    Withdrawn,
}

/// <summary>The allowed transitions. Rejected, processed and withdrawn are final.</summary>
public static class ReturnTransitions
{
    public static readonly Transitions<ReturnStatus> Table = new()
    {
        { Requested, Approved, Rejected, Withdrawn },
        { Approved, Processed, Rejected },
    };
}
