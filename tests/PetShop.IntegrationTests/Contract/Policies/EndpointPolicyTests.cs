using System.Text;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>Calls every route as every caller. A class a part of the table, so that the parts run in parallel.</summary>
public abstract class EndpointPolicyTests : ShopTest
{
    internal async Task CheckAsync(EndpointRow row)
    {
        var wrong = new List<string>();
        var shared = await Scene.SetAsync(Shop);
        foreach (var caller in Enum.GetValues<Caller>())
        {
            // What is allowed may use up what it is called with.
            var scene = row.Method == "GET" || row.Expected(caller) >= 400 ? shared : await Scene.SetAsync(Shop);
            var answer = await CallAsync(row, scene, caller);
            if ((int)answer.StatusCode != row.Expected(caller))
                wrong.Add($"{caller}: expected {row.Expected(caller)}, got {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            else if (row.Expected(caller) >= 400)
                await answer.ShouldBeProblemAsync(answer.StatusCode);
        }
        Assert.Empty(wrong);
    }

    private static async Task<HttpResponseMessage> CallAsync(EndpointRow row, Scene scene, Caller caller)
    {
        const string Form = "form:";
        HttpContent? body = row.Body switch
        {
            null => null,
            var form when form.StartsWith(Form, StringComparison.Ordinal) =>
                new StringContent(await scene.FillAsync(form[Form.Length..], Uri.EscapeDataString), Encoding.UTF8, "application/x-www-form-urlencoded"),
            var json => new StringContent(await scene.FillAsync(json), Encoding.UTF8, "application/json"),
        };
        return await (await scene.AsAsync(caller)).SendAsync(new HttpMethod(row.Method), await scene.FillAsync(row.Path), body);
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

public sealed class OrderPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes(EndpointTable.Orders);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}

public sealed class ReturnPolicyTests : EndpointPolicyTests
{
    public static TheoryData<string> Rows => Routes([.. EndpointTable.Returns, .. EndpointTable.Operations]);

    [Theory, MemberData(nameof(Rows))]
    public Task Each_caller_is_answered_as_the_table_says(string route) => CheckAsync(Row(route));
}
