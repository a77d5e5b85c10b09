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
        Assert.Equal(expected, StripeStates.DisputeOf(new Stripe.Dispute { Status = status }));

    [Theory]
    [InlineData(new long[0], DisputeStatus.Won)]
    [InlineData(new[] { -1500L }, DisputeStatus.Lost)]
    [InlineData(new[] { -1500L, 1490L }, DisputeStatus.Won)]
    public void A_prevented_dispute_counts_if_it_took_money(long[] moved, DisputeStatus expected)
    {
        var dispute = new Stripe.Dispute
        {
            Status = "prevented",
            Amount = 1200,
            BalanceTransactions = [.. moved.Select(amount => new Stripe.BalanceTransaction { Amount = amount })],
        };
        Assert.Equal(expected, StripeStates.DisputeOf(dispute));
        Assert.Equal(expected == DisputeStatus.Lost ? 1200 : 0, StripeStates.LostOf([dispute]));
    }

    [Theory]
    [InlineData("won,needs_response,lost", DisputeStatus.Open, 3)]
    [InlineData("won,lost,lost", DisputeStatus.Lost, 5)]
    [InlineData("won,warning_closed", DisputeStatus.Won, 0)]
    [InlineData("warning_needs_response", null, 0)]
    public void Of_several_disputes_an_open_one_counts_and_the_lost_ones_add_up(
        string statuses, DisputeStatus? expected, long lost)
    {
        var disputes = statuses.Split(',')
            .Select((status, index) => new Stripe.Dispute { Status = status, Amount = index + 1 }).ToList();
        Assert.Equal(expected, StripeStates.DisputeOf(disputes));
        Assert.Equal(lost, StripeStates.LostOf(disputes));
    }
}
