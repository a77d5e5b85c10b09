using FluentValidation;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Validation;
using PetShop.Api.Operations.Dtos.Webhooks;
using PetShop.Api.Operations.Entities;
using PetShop.Api.Operations.Services;

namespace PetShop.Api.Operations.Validators;

public sealed class CreateWebhookValidator : AbstractValidator<CreateWebhookRequest>
{
    public CreateWebhookValidator(EventTypes types, IOptions<WebhookOptions> options)
    {
        RuleFor(r => r.Url).NotEmpty().IsSubscriber(options.Value);
        RuleFor(r => r.Description).IsAtMost(Webhook.DescriptionLength);
        RuleFor(r => r.EventTypes).AreEventTypes(types);
    }
}

public sealed class UpdateWebhookValidator : AbstractValidator<UpdateWebhookRequest>
{
    public UpdateWebhookValidator(EventTypes types, IOptions<WebhookOptions> options)
    {
        this.WhenSet(r => r.Url, url => url.NotEmpty().IsSubscriber(options.Value));
        this.WhenSet(r => r.Description, text => text.IsAtMost(Webhook.DescriptionLength));
        this.WhenSet(r => r.EventTypes, names => names.AreEventTypes(types));
        this.WhenSet(r => r.Enabled, enabled => enabled.NotNull());
    }
}

public sealed class ReplayQueryValidator : AbstractValidator<ReplayQuery>
{
    public ReplayQueryValidator() => RuleFor(q => q.Since).NotNull().GreaterThanOrEqualTo(1);
}

public sealed class DeliveryFilterValidator : PageQueryValidator<DeliveryFilter>;

internal static class WebhookRules
{
    public static IRuleBuilderOptions<T, string?> IsSubscriber<T>(
        this IRuleBuilder<T, string?> rule, WebhookOptions options) =>
        rule.IsAtMost(Webhook.UrlLength).Must(url => url is null || IsSubscriber(url, options.AllowPrivateAddresses))
            .WithMessage("Give an absolute https URL without a user name and without a fragment.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> AreEventTypes<T>(
        this IRuleBuilder<T, IReadOnlyList<string>?> rule, EventTypes types) =>
        rule.Must(names => names is null || names.Count <= types.All.Count && names.All(types.Contains))
            .WithMessage($"There is no such type. Types: {string.Join(", ", types.All)}.");

    private static bool IsSubscriber(string url, bool allowsHttp) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (allowsHttp && uri.Scheme == Uri.UriSchemeHttp));
}
