using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace PetShop.IntegrationTests.Contract.Fuzz;

/// <summary>
/// A request generated from an operation of the OpenAPI document, valid or invalid in any of its parts.
/// </summary>
internal sealed class FuzzRequest(Random random, KnownIds ids, string method, string template, JsonObject operation)
{
    private const int OneIn = 6;

    private static readonly string[] Charsets = ["utf-8", "UTF-8", "\"utf-8\"", "utf-16", "utf-7", "utf-32",
        "iso-8859-1", "windows-1252", "us-ascii", "none", "x"];

    private static readonly string[] MediaTypes =
    [
        "application/json", "application/merge-patch+json", "application/problem+json", "text/plain", "text/json",
        "application/xml", "application/x-www-form-urlencoded", "multipart/form-data",
        "multipart/form-data; boundary=x", "application/octet-stream", "nonsense", "*/*",
    ];

    /// <summary>The path with its values and the query.</summary>
    public string Path { get; private set; } = template;

    /// <summary>What was sent, for the report.</summary>
    public string Told { get; private set; } = "";

    public HttpRequestMessage Build()
    {
        var request = new HttpRequestMessage(new HttpMethod(method), "/");
        var query = new List<string>();
        foreach (var parameter in (operation["parameters"] as JsonArray ?? [])
            .Select(parameter => parameter!.AsObject()))
            AddParameter(request, parameter, query);
        if (Sometimes())
            query.Add($"{Escape(HostileValues.Text(random))}={Escape(HostileValues.Word(random))}");
        Path += query.Count > 0 ? "?" + string.Join('&', query) : "";
        request.RequestUri = new Uri(Path, UriKind.Relative);
        if (operation["requestBody"] is JsonObject body)
            AddBody(request, body["content"]!.AsObject());
        Told = $"{method} {Path} {Told}";
        return request;
    }

    private void AddParameter(HttpRequestMessage request, JsonObject parameter, List<string> query)
    {
        var name = (string)parameter["name"]!;
        switch ((string)parameter["in"]!)
        {
            case "path":
                var before = Path[..Path.IndexOf($"{{{name}}}", StringComparison.Ordinal)];
                Path = before + Escape(Sometimes() ? HostileValues.PathPart(random) : ids.After(before, random))
                    + Path[(before.Length + name.Length + 2)..];
                break;
            case "query" when random.Next(3) == 0:
                for (var times = random.Next(8) == 0 ? 2 : 1; times > 0; times--)
                {
                    var word = Sometimes() ? HostileValues.Word(random) : Valid(name, parameter["schema"]!);
                    query.Add($"{name}={Escape(word)}");
                }
                break;
            case "header" when random.Next(3) == 0:
                var value = name == "Idempotency-Key" && !Sometimes()
                    ? $"key{random.Next(50)}"
                    : HostileValues.Text(random);
                if (value.All(c => c is >= ' ' and <= '~'))
                    request.Headers.TryAddWithoutValidation(name, value);
                break;
        }
    }

    private string Valid(string name, JsonNode schema)
    {
        if (ids.Of(name, random) is { } id)
            return id;
        if (schema["enum"] is JsonArray values)
            return (string)values[random.Next(values.Count)]!;
        return schema["type"]?.ToString() switch
        {
            "integer" or "number" => random.Next(1, 60).ToString(CultureInfo.InvariantCulture),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            _ => HostileValues.Text(random),
        };
    }

    private void AddBody(HttpRequestMessage request, JsonObject content)
    {
        var media = content.Select(body => body.Key).ElementAt(random.Next(content.Count));
        var tree = content[media]!["example"]?.DeepClone() ?? new JsonObject();
        FillIn(tree);
        for (var changes = random.Next(4) - 1; changes > 0; changes--)
            tree = Spoil(tree)?.DeepClone() ?? new JsonObject();
        var text = media.Contains("form", StringComparison.Ordinal) && tree is JsonObject form
            ? string.Join('&', form.Select(member => $"{member.Key}={Escape(member.Value?.ToString() ?? "")}"))
            : tree.ToJsonString();
        if (random.Next(20) == 0)
            text = text[..random.Next(text.Length + 1)];
        var charset = Sometimes() ? Charsets[random.Next(Charsets.Length)] : "utf-8";
        var bytes = charset == "utf-16" ? Encoding.Unicode.GetBytes(text)
            : charset == "utf-32" ? Encoding.UTF32.GetBytes(text)
            : Encoding.UTF8.GetBytes(text);
        if (random.Next(30) == 0)
            bytes = [.. bytes, 0xFF];
        request.Content = Sometimes() && random.Next(3) == 0
            ? new ByteArrayContent(Zip(bytes)) { Headers = { ContentEncoding = { "gzip" } } }
            : new ByteArrayContent(bytes);
        var type = Sometimes() ? MediaTypes[random.Next(MediaTypes.Length)] : media;
        if (random.Next(40) != 0)
            request.Content.Headers.TryAddWithoutValidation("Content-Type",
                charset == "utf-8" && random.Next(2) == 0 ? type : $"{type}; charset={charset}");
        Told = $"[{request.Content.Headers}] {text}".ReplaceLineEndings(" ");
    }

    /// <summary>Uses ids that exist.</summary>
    private void FillIn(JsonNode? tree)
    {
        foreach (var (name, value) in (tree as JsonObject ?? []).ToList())
        {
            if (ids.Of(name, random) is { } id && !Sometimes())
                tree![name] = JsonNode.Parse(id);
            else
                FillIn(value);
        }
        foreach (var item in tree as JsonArray ?? [])
            FillIn(item);
    }

    /// <summary>Changes one thing somewhere.</summary>
    private JsonNode? Spoil(JsonNode? tree)
    {
        switch (tree)
        {
            case JsonObject { Count: > 0 } members when random.Next(5) != 0:
                var name = members.ElementAt(random.Next(members.Count)).Key;
                if (random.Next(4) == 0)
                    members.Remove(name);
                else if (members[name] is JsonObject or JsonArray && random.Next(2) == 0)
                    members[name] = Spoil(members[name])?.DeepClone();
                else
                    members[name] = HostileValues.Json(random);
                return members;
            case JsonObject members:
                members[HostileValues.Text(random)] = HostileValues.Json(random);
                return members;
            case JsonArray { Count: > 0 } items when random.Next(4) != 0:
                if (random.Next(3) == 0)
                    items.Add(items[0]?.DeepClone());
                else
                    items[0] = Spoil(items[0])?.DeepClone();
                return items;
            default:
                return HostileValues.Json(random);
        }
    }

    private static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private bool Sometimes() => random.Next(OneIn) == 0;
}
