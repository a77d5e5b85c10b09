using static PetShop.Api.Sales.Entities.Returns.ReturnStatus;

namespace PetShop.Api.Sales.Entities.Returns;

/// <summary>How far a return has come.</summary>
public enum ReturnStatus
{
    Requested,
    Approved,
    Rejected,
    Processed,

    /// <summary>The customer took the request back.</summary>
    Withdrawn,
}

/// <summary>What may follow what. Rejected, processed and withdrawn are final.</summary>
public static class ReturnTransitions
{
    public static readonly Transitions<ReturnStatus> Table = new()
    {
        { Requested, Approved, Rejected, Withdrawn },
        { Approved, Processed, Rejected },
    };
}
