using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Operations.Dtos.Webhooks;

/// <summary>A new subscriber.</summary>
public sealed record CreateWebhookRequest
{
    /// <summary>Where events are sent: an absolute https URL on the public internet.</summary>
    /// <example>https://erp.example/petshop</example>
    public string? Url { get; init; }

    /// <summary>A note for admins, at most 500 characters.</summary>
    /// <example>The ERP</example>
    [Text(TextShape.Lines)]
    public string? Description { get; init; }

    /// <summary>The types of events that it gets; all if absent or empty.</summary>
    /// <example>["order.placed"]</example>
    public IReadOnlyList<string>? EventTypes { get; init; }
}

/// <summary>A change of a subscriber: absent fields are unchanged.</summary>
public sealed record UpdateWebhookRequest
{
    /// <summary>Where events are sent: an absolute https URL on the public internet.</summary>
    /// <example>https://erp.example/petshop</example>
    public Optional<string?> Url { get; init; }

    /// <summary>A note for admins, at most 500 characters; null for none.</summary>
    /// <example>The ERP</example>
    [Text(TextShape.Lines)]
    public Optional<string?> Description { get; init; }

    /// <summary>The types of events that it gets; all if null or empty.</summary>
    /// <example>["order.placed"]</example>
    public Optional<IReadOnlyList<string>?> EventTypes { get; init; }

    /// <summary>
    /// Whether events are sent. If not, those that wait are given up, and new ones are not sent later: only a replay
    /// sends them.
    /// </summary>
    /// <example>true</example>
    public Optional<bool?> Enabled { get; init; }
}
