using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.UnitTests.Sales;

public sealed class ReturnAllowanceTests
{
    private static readonly Currency Euro = Currency.Of("EUR");
    private static readonly Order Order = SampleOrders.Place((11, 3, 5), (12, 1, 8));

    [Fact]
    public void Two_lines_of_one_product_count_as_their_sum()
    {
        var refused =
            Assert.Throws<ShopException>(() => new ReturnAllowance(Order, []).Take([Item(11, 2), Item(11, 2)], Euro));
        Assert.Equal([new ReturnShortage(11, Requested: 4, Returnable: 3)],
            (IEnumerable<ReturnShortage>)refused.Members!["items"]!);
    }

    [Fact]
    public void What_came_back_before_is_not_taken_again()
    {
        var refused = Assert.Throws<ShopException>(
            () => new ReturnAllowance(Order, [new Returned(11, 2, 10)]).Take([Item(11, 2)], Euro));
        Assert.Equal([new ReturnShortage(11, Requested: 2, Returnable: 1)],
            (IEnumerable<ReturnShortage>)refused.Members!["items"]!);
    }

    [Fact]
    public void What_is_not_on_the_order_is_named()
    {
        var refused =
            Assert.Throws<ShopException>(() => new ReturnAllowance(Order, []).Take([Item(11, 1), Item(13, 1)], Euro));
        Assert.Equal("items[1].product_id", Assert.Single(refused.Errors!).Key);
    }

    [Fact]
    public void Each_line_carries_its_own_refund()
    {
        var lines = new ReturnAllowance(Order, []).Take([Item(11, 1), Item(12, 1), Item(11, 2)], Euro);
        Assert.Equal([5m, 8m, 10m], lines.Select(line => line.RefundAmount));
    }

    [Fact]
    public void Of_two_lines_of_one_product_the_last_one_comes_back_first()
    {
        var order = SampleOrders.Place((11, 10, 5), (11, 2, 6));
        Assert.Equal([6m, 11m, 45m],
            new ReturnAllowance(order, []).Take([Item(11, 1), Item(11, 2), Item(11, 9)], Euro)
                .Select(line => line.RefundAmount));
        Assert.Equal(5m, new ReturnAllowance(order, [new Returned(11, 2, 12)]).Take([Item(11, 1)], Euro)[0]
            .RefundAmount);
    }

    private static ReturnItemRequest Item(long product, int quantity) =>
        new() { ProductId = product, Quantity = quantity, Reason = "Too small." };
}
