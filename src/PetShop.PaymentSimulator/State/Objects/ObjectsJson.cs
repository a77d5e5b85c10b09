using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.PaymentSimulator.State.Objects;

/// <summary>The JSON of the provider's objects: snake_case, and nulls are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PaymentIntent)), JsonSerializable(typeof(ObjectList<PaymentIntent>))]
[JsonSerializable(typeof(PaymentMethod)), JsonSerializable(typeof(Charge))]
[JsonSerializable(typeof(Refund)), JsonSerializable(typeof(ObjectList<Refund>))]
[JsonSerializable(typeof(Dispute)), JsonSerializable(typeof(ObjectList<Dispute>))]
[JsonSerializable(typeof(ProviderEvent)), JsonSerializable(typeof(ObjectList<ProviderEvent>))]
internal sealed partial class ObjectsJson : JsonSerializerContext
{
    /// <summary>The object as JSON.</summary>
    public static JsonElement Of<T>(T value) => JsonSerializer.SerializeToElement(value, typeof(T), Default);
}
