using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PetShop.PaymentSimulator.Api.Requests;

/// <summary>The JSON of objects with other objects in them.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ExpansionJson : JsonSerializerContext;
