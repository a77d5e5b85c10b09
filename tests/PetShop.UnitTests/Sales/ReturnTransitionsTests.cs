using PetShop.Api.Sales.Entities.Returns;
using static PetShop.Api.Sales.Entities.Returns.ReturnStatus;

namespace PetShop.UnitTests.Sales;

public sealed class ReturnTransitionsTests
{
    private static readonly HashSet<(ReturnStatus From, ReturnStatus To)> Allowed =
    [
        (Requested, Approved), (Requested, Rejected), (Requested, Withdrawn),
        (Approved, Processed), (Approved, Rejected),
    ];

    public static TheoryData<ReturnStatus, ReturnStatus> AllPairs => Matrix.Of<ReturnStatus>();

    [Theory, MemberData(nameof(AllPairs))]
    public void A_return_moves_as_the_contract_says_and_in_no_other_way(ReturnStatus from, ReturnStatus to) =>
        Assert.Equal(Allowed.Contains((from, to)), ReturnTransitions.Table.Allow(from, to));
}
