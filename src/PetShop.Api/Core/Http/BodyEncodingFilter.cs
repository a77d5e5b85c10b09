using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>
/// Rejects bodies that are compressed or in a charset other than UTF-8 with 415. It also rejects forms sent instead of
/// JSON, before the framework reads them, and JSON sent instead of a form.
/// </summary>
internal sealed class BodyEncodingFilter : IResourceFilter
{
    private const string Identity = "identity";
    private const StringSplitOptions Separated = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
    private const string Utf8 = "utf-8";
    private const string SendForm = "Send a form with Content-Type: application/x-www-form-urlencoded.";
    private const string SendJson = "Send JSON with Content-Type: application/json.";

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (context.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return;
        var takesForm = context.ActionDescriptor.Parameters
            .Any(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Form);
        if (IsEncoded(request))
        {
            context.HttpContext.Response.Headers.AcceptEncoding = Identity;     // RFC 9110, 15.5.16
            Refuse(context, "Send the body uncompressed, without Content-Encoding.");
        }
        else if (!IsUtf8(request.ContentType))
        {
            Refuse(context, "Send the body in UTF-8, and a Content-Type with no other charset.");
        }
        else if (request.HasFormContentType != takesForm)
        {
            Refuse(context, takesForm ? SendForm : SendJson);
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static void Refuse(ResourceExecutingContext context, string detail) =>
        context.Result = new ProblemResult(
            StatusProblems.For(StatusCodes.Status415UnsupportedMediaType) with { Detail = detail });

    private static bool IsEncoded(HttpRequest request) => request.Headers.ContentEncoding
        .SelectMany(codings => (codings ?? "").Split(',', Separated))
        .Any(coding => !coding.Equals(Identity, StringComparison.OrdinalIgnoreCase));

    /// <summary>A body without a media type is rejected by whatever reads it.</summary>
    private static bool IsUtf8(string? contentType) => string.IsNullOrEmpty(contentType)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type) && type.Parameters.All(parameter =>
            !parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(parameter.Value).Equals(Utf8, StringComparison.OrdinalIgnoreCase)));
}
