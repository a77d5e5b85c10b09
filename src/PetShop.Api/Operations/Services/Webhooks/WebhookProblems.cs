using PetShop.Api.Core.Errors;

namespace PetShop.Api.Operations.Services.Webhooks;

internal static class WebhookProblems
{
    public const int MaxWebhooks = 20;

    private static readonly ProblemType TooManyType = new(
        "too-many-webhooks", "There are too many webhooks.", ProblemKind.Conflict)
    {
        Example = "There are 20 webhooks, which is the maximum. Delete one that is no longer needed.",
    };

    private static readonly ProblemType DisabledType = new(
        "webhook-disabled", "The webhook is disabled.", ProblemKind.Conflict)
    {
        Example = "Webhook 1 is disabled. Enable it first: PATCH /webhooks/1 with enabled: true.",
    };

    public static ShopException IsDisabled(long id) => new(DisabledType,
        $"Webhook {id} is disabled. Enable it first: PATCH /webhooks/{id} with enabled: true.");

    public static ShopException HasNone(long id) => ShopException.NotFound($"There is no webhook {id}.");

    public static ShopException TooMany() => new(TooManyType,
        $"There are {MaxWebhooks} webhooks, which is the maximum. Delete one that is no longer needed.");
}
