using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// The <c>&lt;example&gt;</c> of a member whose schema is a reference: the generator ignores it there.
/// </summary>
internal static class XmlExamples
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, string>> Read = new();

    /// <returns>Null if there is none.</returns>
    public static JsonNode? Of(PropertyInfo member)
    {
        var examples = Read.GetOrAdd(member.Module.Assembly, Load);
        if (!examples.TryGetValue($"P:{member.DeclaringType!.FullName!.Replace('+', '.')}.{member.Name}", out var text))
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);      // a string without quotes
        }
    }

    private static Dictionary<string, string> Load(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file))
            return [];
        return XDocument.Load(file).Descendants("member").Where(member => member.Element("example") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("example")!.Value.Trim());
    }
}
