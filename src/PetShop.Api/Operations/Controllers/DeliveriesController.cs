using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos.Webhooks;
using PetShop.Api.Operations.Services.Webhooks;

namespace PetShop.Api.Operations.Controllers;

/// <summary>What is sent to subscribers.</summary>
[Route("webhooks/{id:long}"), Tags("Events"), Authorize(Policy = Policies.Admin)]
public sealed class DeliveriesController(IDeliveryService deliveries) : ShopController
{
    /// <summary>Lists what is sent to a subscriber, the newest events first.</summary>
    /// <remarks>Admins. Deliveries are kept for 30 days.</remarks>
    /// <param name="id">The webhook's id.</param>
    /// <response code="200">A page of deliveries with their last answers.</response>
    /// <response code="404">The webhook does not exist.</response>
    [HttpGet("deliveries")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<DeliveryResponse>>> List(
        long id, [FromQuery] DeliveryFilter filter, CancellationToken ct) =>
        OkNoStore(await deliveries.ListAsync(id, filter, ct));

    /// <summary>Sends an event again.</summary>
    /// <remarks>Admins. Also one that was accepted or given up. It keeps its `webhook-id`.</remarks>
    /// <param name="id">The webhook's id.</param>
    /// <param name="cursor">The cursor of the event.</param>
    /// <response code="200">The delivery, which is pending now.</response>
    /// <response code="404">The webhook or the delivery does not exist.</response>
    /// <response code="409">The webhook is disabled (`webhook-disabled`).</response>
    /// <response code="410">The event is no longer kept (`events-gone`).</response>
    [HttpPost("deliveries/{cursor:long}/retry")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<DeliveryResponse>> Retry(long id, long cursor, CancellationToken ct) =>
        OkNoStore(await deliveries.RetryAsync(id, cursor, ct));

    /// <summary>Sends earlier events again.</summary>
    /// <remarks>
    /// Admins. Up to 500 events of the subscriber's types from a cursor on, including it. If there are more, send
    /// `next_since` as `since` to go on.
    /// </remarks>
    /// <param name="id">The webhook's id.</param>
    /// <response code="200">How many events are sent again.</response>
    /// <response code="400">The cursor is missing or has not been given yet.</response>
    /// <response code="404">The webhook does not exist.</response>
    /// <response code="409">The webhook is disabled (`webhook-disabled`).</response>
    /// <response code="410">Events since this cursor are no longer kept (`events-gone`).</response>
    [HttpPost("replay")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ReplayResponse>> Replay(
        long id, [FromQuery] ReplayQuery query, CancellationToken ct) =>
        OkNoStore(await deliveries.ReplayAsync(id, query.Since!.Value, ct));

    /// <summary>Sends a test message.</summary>
    /// <remarks>Admins. It has the type `webhook.test` and is sent at once, also to a disabled subscriber.</remarks>
    /// <param name="id">The webhook's id.</param>
    /// <response code="200">The subscriber's answer, or why there was none.</response>
    /// <response code="404">The webhook does not exist.</response>
    [HttpPost("test")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<WebhookTestResponse>> Test(long id, CancellationToken ct) =>
        OkNoStore(await deliveries.TestAsync(id, ct));
}
