using Fluid;

namespace PetShop.Api.Core.Mail.Content;

/// <summary>
/// The words of a mail in one language: lines such as <c>Subject: …</c>, an empty line, and paragraphs. Each of them
/// is a Liquid template of its own, so that nothing in a value can look like a line or a paragraph. A paragraph that is
/// empty once it is filled in is left out.
/// </summary>
internal sealed class MailText
{
    private static readonly FluidParser Parser = new();
    private readonly Dictionary<string, IFluidTemplate> _lines;
    private readonly IFluidTemplate[] _paragraphs;

    private MailText(Dictionary<string, IFluidTemplate> lines, IFluidTemplate[] paragraphs) =>
        (_lines, _paragraphs) = (lines, paragraphs);

    /// <exception cref="FormatException">It has another form.</exception>
    public static MailText Parse(string name, string source)
    {
        var parts = source.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var lines = parts[0].Trim('\n').Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(
            line => line[0], line => Template(name, line.Length == 2 ? line[1] : throw Wrong(name, line[0])));
        return new(lines, [.. parts[1..].Select(part => Template(name, part.Trim('\n').Replace('\n', ' ')))]);
    }

    /// <summary>A template of the shop's own.</summary>
    public static IFluidTemplate Template(string name, string source) =>
        Parser.TryParse(source, out var template, out var error) ? template : throw Wrong(name, error);

    /// <summary>A line, filled in; null if the text does not have it.</summary>
    public string? Line(string name, TemplateContext values) =>
        _lines.TryGetValue(name, out var line) ? line.Render(values, NullEncoder.Default).Trim() : null;

    /// <summary>All lines, filled in.</summary>
    public Dictionary<string, string> Lines(TemplateContext values) =>
        _lines.ToDictionary(line => line.Key, line => line.Value.Render(values, NullEncoder.Default).Trim());

    public IReadOnlyList<string> Paragraphs(TemplateContext values) =>
        [.. _paragraphs.Select(part => part.Render(values, NullEncoder.Default).Trim()).Where(part => part != "")];

    private static FormatException Wrong(string name, string why) => new($"The text {name} of a mail is wrong: {why}");
}
