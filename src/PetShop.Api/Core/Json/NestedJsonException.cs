using System.Text.Json;

namespace PetShop.Api.Core.Json;

/// <summary>
/// An error inside a value that a converter reads as a whole. The outer reader adds the path of the value; the path
/// inside it is that of <see cref="Inner"/>.
/// </summary>
internal sealed class NestedJsonException(JsonException inner) : JsonException(inner.Message, inner)
{
    public JsonException Inner => inner;
}
