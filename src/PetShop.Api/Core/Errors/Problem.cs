using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Errors;

/// <summary>The body of every error (RFC 9457, application/problem+json).</summary>
public sealed record Problem
{
    /// <summary>A stable path that identifies the kind of problem. Compare this, not the text.</summary>
    /// <example>/problems/validation</example>
    public required string Type { get; init; }

    /// <summary>The same sentence for every problem of this type.</summary>
    /// <example>Some fields are not valid.</example>
    public required string Title { get; init; }

    /// <summary>The HTTP status code.</summary>
    /// <example>400</example>
    public required int Status { get; init; }

    /// <summary>What to do about it.</summary>
    /// <example>Correct the fields named in errors and send the request again.</example>
    public required string Detail { get; init; }

    /// <summary>Give this to the shop's operators: every log line of the request contains it.</summary>
    /// <example>4bf92f3577b34da6a3ce929d0e0e4736</example>
    public required string TraceId { get; init; }

    /// <summary>
    /// Messages by field, with the path in the JSON that you sent as the key; only if fields are invalid.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Members that the problem's type adds, such as <c>items</c> of insufficient-stock.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? Members { get; init; }
}
