namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>
/// Calls every route as every caller. One class for each part of the table, so that the parts run in parallel.
/// </summary>
public abstract class EndpointPolicyTests : ShopTest
{
    internal async Task CheckAsync(EndpointRow row)
    {
        var wrong = new List<string>();
        var shared = await EndpointScenario.SetAsync(Shop);
        foreach (var caller in Enum.GetValues<Caller>())
        {
            // An allowed call may use up its resources.
            var scene =
                row.Method == "GET" || row.Expected(caller) >= 400 ? shared : await EndpointScenario.SetAsync(Shop);
            var answer = await scene.CallAsync(row, caller);
            wrong.AddRange(await DocumentedResponses.MissingAsync(row, answer));
            var body = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode != row.Expected(caller))
                wrong.Add($"{caller}: expected {row.Expected(caller)}, got {(int)answer.StatusCode} {body}");
            else if (row.Expected(caller) >= 400)
                await answer.ShouldBeProblemAsync(answer.StatusCode);
        }
        Assert.Empty(wrong);
    }

    internal static TheoryData<string> Routes(IEnumerable<EndpointRow> rows) => new(rows.Select(row => row.Route));

    internal static EndpointRow Row(string route) => EndpointTable.All.Single(row => row.Route == route);
}

public sealed class AuthPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes(EndpointTable.Auth);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}

public sealed class ProductPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes(EndpointTable.Products);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}

public sealed class CartPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes(EndpointTable.Carts);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}

public sealed class GuestPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes(EndpointTable.Guests);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}

public sealed class OrderPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes(EndpointTable.Orders);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}

public sealed class PromotionPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes(EndpointTable.Promotions);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}

public sealed class TaxAndShippingPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes([.. EndpointTable.Taxes, .. EndpointTable.Shipping]);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}

public sealed class ReturnPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes([.. EndpointTable.Returns, .. EndpointTable.Operations]);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}
