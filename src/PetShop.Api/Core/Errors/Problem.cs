using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Errors;

/// <summary>What every error looks like (RFC 9457, application/problem+json).</summary>
public sealed record Problem
{
    /// <summary>A stable path that names the kind of problem; compare this, not the words.</summary>
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

    /// <summary>Give this to the shop's operators: every log line of the request carries it.</summary>
    /// <example>4bf92f3577b34da6a3ce929d0e0e4736</example>
    public required string TraceId { get; init; }

    /// <summary>Messages by field, keyed by the path in the JSON you sent; only where fields are to blame.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>What the problem's type adds, such as <c>items</c> of insufficient-stock.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? Members { get; init; }
}
