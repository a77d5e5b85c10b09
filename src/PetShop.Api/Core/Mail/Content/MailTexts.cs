using System.Reflection;

namespace PetShop.Api.Core.Mail.Content;

/// <summary>All texts of mails, in all languages. They are files in the folders <c>Mails/Texts</c>.</summary>
internal sealed class MailTexts
{
    private const string Prefix = "mails/";
    private const string Suffix = ".liquid";

    private readonly Dictionary<(string Language, string Name), MailText> _texts;

    public MailTexts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        _texts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(KeyOf, name => MailText.Parse(name, Read(assembly, name)));
    }

    /// <summary>The names, with those of the languages that lack none.</summary>
    public ILookup<string, string> Languages => _texts.Keys.ToLookup(key => key.Name, key => key.Language);

    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public MailText Find(string language, string name) => _texts.GetValueOrDefault((language, name))
        ?? throw new InvalidOperationException($"There is no text '{name}' for mails in the language '{language}'.");

    /// <summary>A file that is part of the shop.</summary>
    public static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The shop was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The last folder and the name of the file.</summary>
    private static (string Language, string Name) KeyOf(string resource)
    {
        var parts = resource.Replace('\\', '/').Split('/');
        return (parts[^2], parts[^1][..^Suffix.Length]);
    }
}
