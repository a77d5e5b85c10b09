namespace PetShop.Api.Core.Text;

/// <summary>The kind of text in a request's member. A member without it is a single line.</summary>
/// <param name="shape">The kind.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public class TextAttribute(TextShape shape) : Attribute
{
    public TextShape Shape { get; } = shape;
}
