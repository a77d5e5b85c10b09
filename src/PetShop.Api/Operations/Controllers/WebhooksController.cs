using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos.Webhooks;
using PetShop.Api.Operations.Services.Webhooks;

namespace PetShop.Api.Operations.Controllers;

/// <summary>Subscribers to events.</summary>
[Route("webhooks"), Tags("Events"), Authorize(Policy = Policies.Admin)]
public sealed class WebhooksController(IWebhookService webhooks) : ShopController
{
    /// <summary>Lists all subscribers.</summary>
    /// <remarks>Admins. There are at most 20.</remarks>
    /// <response code="200">The subscribers, the oldest first.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<WebhookListResponse>> List(CancellationToken ct) =>
        OkNoStore(await webhooks.ListAsync(ct));

    /// <summary>Adds a subscriber.</summary>
    /// <remarks>
    /// Admins. Each event from now on is sent to the URL with `POST`, as
    /// [Standard Webhooks](https://www.standardwebhooks.com) describes it: with the headers `webhook-id`,
    /// `webhook-timestamp` and `webhook-signature`. An answer of 200–299 accepts it. Anything else is tried again for
    /// a day, with growing pauses; meanwhile, later events of the same `key` wait.
    /// </remarks>
    /// <response code="201">The subscriber with its secret, which is not shown again.</response>
    /// <response code="409">There are 20 webhooks (`too-many-webhooks`).</response>
    [HttpPost]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<WebhookSecretResponse>> Create(CreateWebhookRequest request, CancellationToken ct)
    {
        var made = await webhooks.CreateAsync(request, ct);
        return CreatedNoStore($"/webhooks/{made.Webhook.Id}", made);
    }

    /// <summary>One subscriber.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id">The webhook's id.</param>
    /// <response code="200">The subscriber, with its version as ETag.</response>
    /// <response code="404">The webhook does not exist.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<WebhookResponse>> Get(long id, CancellationToken ct) =>
        Answer(await webhooks.GetAsync(id, ct));

    /// <summary>Changes a subscriber (JSON Merge Patch): absent fields are unchanged.</summary>
    /// <remarks>Admins. Enabling it again forgets its failures.</remarks>
    /// <param name="id">The webhook's id.</param>
    /// <response code="200">The subscriber, with its new version as ETag.</response>
    /// <response code="404">The webhook does not exist.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpPatch("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<WebhookResponse>> Update(
        long id, UpdateWebhookRequest request, CancellationToken ct) =>
        Answer(await webhooks.UpdateAsync(id, request, IfMatch, ct));

    /// <summary>Removes a subscriber.</summary>
    /// <remarks>Admins. What has not been sent is not sent. Its deliveries can no longer be read.</remarks>
    /// <param name="id">The webhook's id.</param>
    /// <response code="204">It was removed.</response>
    /// <response code="404">The webhook does not exist.</response>
    [HttpDelete("{id:long}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(long id, CancellationToken ct)
    {
        await webhooks.RemoveAsync(id, ct);
        return NoContentNoStore();
    }

    /// <summary>Makes a new secret.</summary>
    /// <remarks>
    /// Admins. For a day, messages are signed with both: `webhook-signature` then has two parts. Repeated within that
    /// day, it replaces only the new secret.
    /// </remarks>
    /// <param name="id">The webhook's id.</param>
    /// <response code="200">The subscriber with its new secret, which is not shown again.</response>
    /// <response code="404">The webhook does not exist.</response>
    [HttpPost("{id:long}/rotate-secret")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<WebhookSecretResponse>> RotateSecret(long id, CancellationToken ct) =>
        OkNoStore(await webhooks.RotateAsync(id, ct));

    private ActionResult<WebhookResponse> Answer(VersionedWebhook found) => OkNoStore(found.Webhook, found.Version);
}
