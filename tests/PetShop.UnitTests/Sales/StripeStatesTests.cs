using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.UnitTests.Sales;

public sealed class StripeStatesTests
{
    [Theory]
    [InlineData("needs_response", DisputeStatus.Open)]
    [InlineData("under_review", DisputeStatus.Open)]
    [InlineData("won", DisputeStatus.Won)]
    [InlineData("lost", DisputeStatus.Lost)]
    [InlineData("appeal_needs_response", DisputeStatus.Lost)]
    [InlineData("appeal_under_review", DisputeStatus.Lost)]
    [InlineData("warning_needs_response", null)]
    [InlineData("warning_closed", null)]
    public void The_bank_has_the_money_until_a_dispute_is_won(string status, DisputeStatus? expected) =>
        Assert.Equal(expected, StripeStates.DisputeOf(new() { Status = status }));
}
