using static PetShop.Api.Sales.Entities.Returns.ReturnStatus;

namespace PetShop.Api.Sales.Entities.Returns;

/// <summary>How far a return has come.</summary>
public enum ReturnStatus
{
    Requested,
    Approved,
    Rejected,
    Processed,
}

/// <summary>What may follow what. Rejected and processed are final.</summary>
public static class ReturnTransitions
{
    public static readonly Transitions<ReturnStatus> Table = new()
    {
        { Requested, Approved, Rejected },
        { Approved, Processed },
    };
}
