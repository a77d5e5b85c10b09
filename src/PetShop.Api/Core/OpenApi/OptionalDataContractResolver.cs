using System.Text.Json;
using PetShop.Api.Core.Patching;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>Describes a member of a merge patch as its value; "not required" says that it may be absent.</summary>
internal sealed class OptionalDataContractResolver(JsonSerializerOptions json) : ISerializerDataContractResolver
{
    private readonly JsonSerializerDataContractResolver _inner = new(json);

    public DataContract GetDataContractForType(Type type) => _inner.GetDataContractForType(Unwrap(type));

    /// <summary>The type inside an <see cref="Optional{T}"/>; any other type unchanged.</summary>
    public static Type Unwrap(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>)
            ? type.GetGenericArguments()[0]
            : type;
}
