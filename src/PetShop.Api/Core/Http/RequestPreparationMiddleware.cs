using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>Applies to every request before routing: a request id, and HEAD as GET without a body.</summary>
internal sealed class RequestPreparationMiddleware(RequestDelegate next)
{
    private const int RequestIdLength = 128;

    public Task InvokeAsync(HttpContext context)
    {
        AcceptRequestId(context);
        CommonResponseHeaders.Begin(context);
        if (HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;       // the server remembers the method and sends no body
        return next(context);
    }

    /// <summary>The client's own id if it is valid, or else the server's.</summary>
    private static void AcceptRequestId(HttpContext context)
    {
        var given = context.Request.Headers[CommonResponseHeaders.RequestId];
        if (given.Count == 1 && given[0] is { Length: > 0 and <= RequestIdLength } id
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':'))
            context.TraceIdentifier = id;
    }
}
