namespace PetShop.Api.Core.Text;

/// <summary>What a text is, and so what it may look like.</summary>
public enum TextShape
{
    /// <summary>One line: names, codes, addresses of e-mail and pages.</summary>
    Line,

    /// <summary>Running text: it may have line breaks, and the invisible characters that such text needs.</summary>
    Lines,

    /// <summary>Words to search for, kept by nobody: nothing is refused, what cannot be seen is left out.</summary>
    Search,

    /// <summary>Passwords and tokens, and choices, which have one spelling each: exactly as they were sent.</summary>
    Verbatim,
}

/// <summary>What the text of a request's member is. A member without it is one line.</summary>
/// <param name="shape">What it is.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TextAttribute(TextShape shape) : Attribute
{
    public TextShape Shape { get; } = shape;
}
