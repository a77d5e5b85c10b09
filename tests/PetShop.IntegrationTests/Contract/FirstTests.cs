namespace PetShop.IntegrationTests.Contract;

public sealed class FirstTests : ShopTest
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public async Task An_unknown_path_is_a_404_problem(int _)
    {
        var answer = await Shop.Anyone.GetAsync("/nowhere");
        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        var buyer = await Shop.SignUpAsync();
        answer = await buyer.GetAsync("/nowhere");
        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }
}
