namespace PetShop.Api.Core.Text;

/// <summary>The kind of a text, which determines what it may contain.</summary>
public enum TextShape
{
    /// <summary>A single line: names, codes, e-mail addresses and URLs.</summary>
    Line,

    /// <summary>
    /// Multi-line text: it may contain line breaks and the invisible characters that such text needs.
    /// </summary>
    Lines,

    /// <summary>
    /// Search terms, which are not stored: nothing is rejected, and invisible characters are ignored.
    /// </summary>
    Search,

    /// <summary>Passwords, tokens and enum values: exactly as they were sent.</summary>
    Verbatim,
}
