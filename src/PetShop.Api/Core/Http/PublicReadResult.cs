using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Http;

/// <summary>Reads a public representation and sends it, or a refusal if there is none.</summary>
/// <typeparam name="TSource">The service that reads it, resolved for each request.</typeparam>
/// <param name="read">Must use nothing of the request, because it is repeated for others.</param>
/// <param name="otherwise">
/// Not thrown, because it is too frequent to be an exception: anyone may ask for resources that do not exist.
/// </param>
internal sealed class PublicReadResult<TSource>(
    Func<TSource, CancellationToken, ValueTask<JsonBytes?>> read, Func<ShopException> otherwise) : ActionResult
    where TSource : notnull
{
    public override Task ExecuteResultAsync(ActionContext context)
    {
        if (context.HttpContext.Features.Get<PublicReadFeature>() is { } feature)
            feature.Repeat = AnswerAsync;
        return AnswerAsync(context.HttpContext);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var body = await read(services.GetRequiredService<TSource>(), context.RequestAborted);
        await (body is not null
            ? JsonBytesResult.SendAsync(context, body)
            : services.GetRequiredService<ProblemWriter>().WriteAsync(context, ProblemWriter.Create(otherwise())));
    }
}
