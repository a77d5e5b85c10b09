using Microsoft.OpenApi;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Json;
using Swashbuckle.AspNetCore.Swagger;

namespace PetShop.Api.Core.OpenApi;

/// <summary>The document as bytes, generated once: it is public, and generating it is expensive.</summary>
internal sealed class OpenApiFile(IServiceScopeFactory scopes) : IDisposable
{
    private readonly SemaphoreSlim _once = new(1);
    private JsonBytes? _document;

    public async Task SendAsync(HttpContext context)
    {
        var document = await GetAsync(context.RequestAborted);
        context.Response.Headers.ETag = document.ETag;
        context.Response.Headers.CacheControl = "no-cache";
        if (EntityTags.Match(context.Request.Headers.IfNoneMatch, document.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = document.Utf8.Length;
        await context.Response.Body.WriteAsync(document.Utf8, context.RequestAborted);
    }

    public async Task<JsonBytes> GetAsync(CancellationToken ct)
    {
        if (_document is { } made)
            return made;
        await _once.WaitAsync(ct);
        try
        {
            return _document ??= JsonBytes.From(await GenerateAsync());
        }
        finally
        {
            _once.Release();
        }
    }

    public void Dispose() => _once.Dispose();

    private async Task<byte[]> GenerateAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>()
            .GetSwaggerAsync(OpenApiSetup.DocumentName, host: null, basePath: null);
        using var bytes = new MemoryStream();
        await document.SerializeAsJsonAsync(bytes, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        return bytes.ToArray();
    }
}
