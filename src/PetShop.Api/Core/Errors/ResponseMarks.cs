namespace PetShop.Api.Core.Errors;

/// <summary>Headers on every answer. The exception handler clears the headers, so an error gets them again.</summary>
internal static class ResponseMarks
{
    public const string RequestId = "X-Request-Id";

    public static void Apply(HttpContext context)
    {
        context.Response.Headers[RequestId] = context.TraceIdentifier;
        context.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
