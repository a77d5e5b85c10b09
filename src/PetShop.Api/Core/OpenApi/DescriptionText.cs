using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using System.Xml.XPath;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// The prose of the API's description. Swagger UI shows each line break as one, so a paragraph that is wrapped in the
/// source becomes one line. What is Markdown of its own, such as a list or a table, keeps its lines.
/// </summary>
internal static partial class DescriptionText
{
    /// <summary>The XML documentation of an assembly with its paragraphs on one line each.</summary>
    public static XPathDocument Of(Assembly assembly)
    {
        var document = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"), LoadOptions.PreserveWhitespace);
        var described = document.Descendants("member").Elements().Where(element => element.Name.LocalName != "example");
        foreach (var text in described.DescendantNodes().OfType<XText>())
            text.Value = Unwrap(Joined(text));
        using var reader = document.CreateReader();
        return new XPathDocument(reader);
    }

    /// <summary>A line may also break before or after a tag, such as that of a reference.</summary>
    private static string Joined(XText text)
    {
        var value = text.PreviousNode is XElement ? LineBreakAtTheStart().Replace(text.Value, " ") : text.Value;
        return text.NextNode is XElement ? LineBreakAtTheEnd().Replace(value, " ") : value;
    }

    public static string Unwrap(string text) => LineBreakInAParagraph().Replace(text, " ");

    [GeneratedRegex(@"(?<=[^\s|>]) *\n *(?=[^\s|<*-])")]
    private static partial Regex LineBreakInAParagraph();

    [GeneratedRegex(@"^ *\n *(?=[^\s-])")]
    private static partial Regex LineBreakAtTheStart();

    [GeneratedRegex(@"(?<=\S) *\n *\z")]
    private static partial Regex LineBreakAtTheEnd();
}
