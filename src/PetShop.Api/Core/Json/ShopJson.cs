using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace PetShop.Api.Core.Json;

/// <summary>The shop's serializers, for JSON outside an action's response.</summary>
public sealed class ShopJson(IOptions<JsonOptions> options)
{
    public JsonSerializerOptions Options => options.Value.JsonSerializerOptions;

    public JsonTypeInfo<T> For<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
