using System.Text.Json;
using System.Text.Json.Nodes;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Requests;

/// <summary>Replaces identifiers by their objects, as <c>expand[]</c> asks.</summary>
internal static class Expansion
{
    private const string OfElements = "data.";

    /// <summary>What can be expanded, by the kind of object. The provider can more.</summary>
    private static readonly Dictionary<string, string[]> Expandable = new()
    {
        ["payment_intent"] = ["latest_charge", "payment_method"],
        ["charge"] = ["payment_intent"],
        ["refund"] = ["charge", "payment_intent", "payment_method"],
        ["dispute"] = ["charge", "payment_intent"],
    };

    public static Answer Apply(Answer answer, IReadOnlyList<string> paths, Change change)
    {
        if (paths.Count == 0)
            return answer;
        var body = JsonObject.Create(answer.Body)!;
        foreach (var path in paths)
        {
            if (!path.StartsWith(OfElements, StringComparison.Ordinal))
                Expand(body, path, change);
            else if (body["data"] is JsonArray elements)
                foreach (var element in elements.OfType<JsonObject>())
                    Expand(element, path[OfElements.Length..], change);
        }
        return answer with { Body = JsonSerializer.SerializeToElement(body, ExpansionJson.Default.JsonObject) };
    }

    private static void Expand(JsonObject body, string path, Change change)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? path : path[..dot];
        if (!(body["object"]?.GetValue<string>() is { } kind && Expandable.GetValueOrDefault(kind, []).Contains(name)))
            throw ApiError.Parameter("expand", $"This property cannot be expanded: {path}");
        if (body[name] is JsonValue id && Find(id.ToString(), change) is { } found)
            body[name] = JsonObject.Create(found);
        if (dot >= 0 && body[name] is JsonObject inner)
            Expand(inner, path[(dot + 1)..], change);
    }

    private static JsonElement? Find(string id, Change change) => id[..(id.IndexOf('_', StringComparison.Ordinal) + 1)]
        switch
    {
        "ch_" => Shown(change.Charge(id)),
        "pi_" => Shown(change.Intent(id)),
        "pm_" => Shown(change.Method(id)),
        _ => null,
    };

    private static JsonElement? Shown<T>(T? found)
        where T : class => found is null ? null : ObjectsJson.Of(found);
}
