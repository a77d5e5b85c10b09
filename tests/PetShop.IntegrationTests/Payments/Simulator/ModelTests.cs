using System.Reflection;
using System.Text.Json;
using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

/// <summary>The simulator's JSON has the fields of the models of Stripe's own client.</summary>
public sealed class ModelTests : SimulatorTest
{
    [Fact]
    public async Task Objects_have_the_fields_of_the_clients_models_and_no_others()
    {
        var captured = await CaptureAsync(method: "pm_card_createDispute");
        var dispute = (await Simulator.Client.V1.Disputes.ListAsync()).Data.Single();
        await Simulator.ControlAsync(HttpMethod.Post, $"disputes/{dispute.Id}/close", new { won = true });
        var refund = await Refunds.CreateAsync(new() { PaymentIntent = captured.Id, Amount = 600 });
        var waiting = await AuthoriseAsync(method: "pm_card_threeDSecure2Required");
        await RefusedAsync(HttpStatusCode.PaymentRequired, "card_declined",
            () => AuthoriseAsync(method: "pm_card_visa_chargeDeclined"));
        var declined = (await Intents.ListAsync()).Data[0].Id;
        var happened = (await Simulator.Client.V1.Events.ListAsync()).Data[0];
        foreach (var (path, type) in new[]
        {
            ($"payment_intents/{captured.Id}", typeof(PaymentIntent)),
            ($"payment_intents/{waiting.Id}", typeof(PaymentIntent)),
            ($"payment_intents/{declined}", typeof(PaymentIntent)),
            ($"charges/{captured.LatestChargeId}", typeof(Charge)),
            ($"payment_methods/{captured.PaymentMethodId}", typeof(PaymentMethod)),
            ($"refunds/{refund.Id}", typeof(Refund)),
            ($"disputes/{dispute.Id}", typeof(Dispute)),
            ($"events/{happened.Id}", typeof(Event)),
        })
            Assert.Empty(Unknown(await GetAsync(path), type, type.Name));
    }

    [Theory]
    [InlineData(typeof(PaymentIntent), "payment_intents/{0}", "agent_details", "amount_details", "hooks",
        "managed_payments", "payment_details", "payment_record", "presentment_details")]
    [InlineData(typeof(Refund), "refunds/{1}", "description", "failure_balance_transaction", "failure_reason",
        "instructions_email", "next_action", "pending_reason", "presentment_details")]
    public async Task Only_fields_for_other_ways_to_pay_for_platforms_and_for_failures_are_missing(
        Type type, string path, params string[] absent)
    {
        var captured = await CaptureAsync();
        var refund = await Refunds.CreateAsync(new() { PaymentIntent = captured.Id });
        var shown = await GetAsync(string.Format(null, path, captured.Id, refund.Id));
        var missing = Fields(type).Keys.Where(name => !shown.TryGetProperty(name, out _)).Except(absent);
        Assert.Empty(missing);
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Simulator.Address, "v1/" + path));
        request.Headers.Authorization = new("Bearer", SimulatorHost.ApiKey);
        using var response = await Simulator.Http.SendAsync(request);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The fields that a model does not have, at any depth.</summary>
    private static IEnumerable<string> Unknown(JsonElement shown, Type type, string path)
    {
        var fields = Fields(type);
        foreach (var property in shown.EnumerateObject())
        {
            if (!fields.TryGetValue(property.Name, out var field))
                yield return $"{path}.{property.Name}";
            else if (property.Value.ValueKind == JsonValueKind.Object && field.Namespace == "Stripe"
                && !field.IsInterface)
                foreach (var inner in Unknown(property.Value, field, $"{path}.{property.Name}"))
                    yield return inner;
        }
    }

    /// <summary>The names in JSON of a model's properties, with their types.</summary>
    private static Dictionary<string, Type> Fields(Type type)
    {
        var fields = new Dictionary<string, Type>();
        foreach (var property in type.GetProperties(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            if (property.GetCustomAttributesData().FirstOrDefault(
                    attribute => attribute.AttributeType.Name is "JsonPropertyAttribute" or "JsonPropertyNameAttribute")
                is { ConstructorArguments: [{ Value: string name }, ..] })
                fields[name] = property.PropertyType;
        return fields;
    }
}
