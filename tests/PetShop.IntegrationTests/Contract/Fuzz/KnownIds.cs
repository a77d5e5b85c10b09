using System.Text.Json;

namespace PetShop.IntegrationTests.Contract.Fuzz;

/// <summary>Ids that exist in the shop, learned from its responses: from lists and from <c>Location</c>.</summary>
internal sealed class KnownIds
{
    private const int Kept = 20;

    /// <summary>By the path before the id, such as <c>/sales/orders/</c>.</summary>
    private readonly Dictionary<string, List<string>> _ids = [];

    public void Learn(string path, HttpResponseMessage answer, JsonElement body)
    {
        if (answer.Headers.Location?.ToString() is { } location && location.LastIndexOf('/') is > 0 and var cut)
            Add(location[..(cut + 1)], location[(cut + 1)..]);
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("items", out var items)
            || items.ValueKind != JsonValueKind.Array)
            return;
        foreach (var item in items.EnumerateArray())
            foreach (var name in new[] { "id", "sku", "slug" })
                if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value)
                    && value.ValueKind is JsonValueKind.Number or JsonValueKind.String)
                    Add($"{path}/{(name == "id" ? "" : $"by-{name}/")}", value.ToString());
    }

    /// <summary>An id for this path; another resource's id, or 1, if none is known.</summary>
    public string After(string path, Random random) =>
        Pick(_ids.GetValueOrDefault(path), random) ?? Pick([.. _ids.Values.SelectMany(ids => ids)], random) ?? "1";

    /// <summary>An id for a member such as <c>product_id</c>; null if none is known.</summary>
    public string? Of(string member, Random random) => member.EndsWith("_id", StringComparison.Ordinal)
        ? Pick(_ids.FirstOrDefault(known => known.Key.EndsWith($"/{member[..^3]}s/", StringComparison.Ordinal)).Value,
            random) : null;

    private static string? Pick(List<string>? ids, Random random) =>
        ids is { Count: > 0 } ? ids[random.Next(ids.Count)] : null;

    private void Add(string path, string id)
    {
        if (!_ids.TryGetValue(path, out var known))
            _ids[path] = known = [];
        if (!known.Contains(id))
            known.Add(id);
        if (known.Count > Kept)
            known.RemoveAt(0);
    }
}
