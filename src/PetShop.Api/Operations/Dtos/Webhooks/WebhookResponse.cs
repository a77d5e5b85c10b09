using PetShop.Api.Operations.Entities;

namespace PetShop.Api.Operations.Dtos.Webhooks;

/// <summary>A subscriber to events.</summary>
public sealed record WebhookResponse
{
    /// <example>1</example>
    public required long Id { get; init; }

    /// <example>https://erp.example/petshop</example>
    public required string Url { get; init; }

    /// <example>The ERP</example>
    public required string? Description { get; init; }

    /// <summary>The types of events that it gets; empty for all.</summary>
    /// <example>["order.placed"]</example>
    public required IReadOnlyList<string> EventTypes { get; init; }

    /// <summary>Whether events are sent.</summary>
    /// <example>true</example>
    public required bool Enabled { get; init; }

    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Since when every attempt has failed; null if the last one succeeded.</summary>
    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset? FailingSince { get; init; }

    /// <summary>When the shop disabled it, because it had failed for days; null if it did not.</summary>
    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset? DisabledAt { get; init; }

    internal static WebhookResponse From(Webhook webhook) => new()
    {
        Id = webhook.Id,
        Url = webhook.Url,
        Description = webhook.Description,
        EventTypes = webhook.EventTypes,
        Enabled = webhook.IsEnabled,
        CreatedAt = webhook.CreatedAt,
        LastSuccessAt = webhook.LastSuccessAt,
        FailingSince = webhook.FailingSince,
        DisabledAt = webhook.DisabledAt,
    };
}

/// <summary>All subscribers.</summary>
public sealed record WebhookListResponse
{
    public required IReadOnlyList<WebhookResponse> Items { get; init; }
}

/// <summary>A subscriber with its secret, which is shown only now.</summary>
public sealed record WebhookSecretResponse
{
    public required WebhookResponse Webhook { get; init; }

    /// <summary>The key of the signatures, after `whsec_` in base64. Keep it: it is not shown again.</summary>
    /// <example>whsec_c2VjcmV0</example>
    public required string Secret { get; init; }
}
