using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Http;

/// <summary>
/// Marks an action that supports Idempotency-Key. The filter only reads the key and hashes the body; the service's unit
/// of work stores them with the result in the transaction of the effect.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute, IFilterFactory
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>
    /// On a public action: the header by which callers without an account prove who they are. A key then belongs to
    /// that header's value. Null if the path says enough. The service must verify the caller before its unit of work,
    /// because a kept result is not checked again.
    /// </summary>
    public string? OwnerHeader { get; init; }

    public bool IsReusable => false;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => new Filter(
        serviceProvider.GetRequiredService<IdempotentRequest>(), serviceProvider.GetRequiredService<ICurrentUser>(),
        OwnerHeader);

    private sealed class Filter(IdempotentRequest request, ICurrentUser user, string? ownerHeader)
        : IAsyncResourceFilter
    {
        /// <summary>A guest's result belongs to no account, so there is none to check.</summary>
        private static readonly Action<long?> NothingToSee = _ => { };

        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            var http = context.HttpContext;
            if (http.Request.Headers.TryGetValue(Header, out var header))
            {
                var isPublic = http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
                var bodyHash = await HashBodyAsync(http.Request, http.RequestAborted);
                request.Begin(
                    ScopeOf(http, isPublic ? GuestOf(http) : AccountOf(user.Actor)), Check(header), bodyHash,
                    isPublic ? NothingToSee : user.Actor.EnsureMaySee);
                http.Response.OnStarting(MarkReplay, http);
            }
            else
                request.BeginWithoutKey();
            await next();
        }

        private static string Check(Microsoft.Extensions.Primitives.StringValues header) =>
            header.Count == 1 && header[0] is { Length: >= 1 and <= 255 } key && key.All(c => c is > ' ' and <= '~')
                ? key
                : throw ShopException.Invalid(
                    Header, "Give one key of 1 to 255 printable ASCII characters, such as a UUID.");

        /// <summary>
        /// A key belongs to caller, method and path: the same key of another caller is a different key.
        /// </summary>
        private static string ScopeOf(HttpContext http, string caller) =>
            $"{caller} {http.Request.Method} {http.Request.Path.Value!.TrimEnd('/').ToLowerInvariant()}";

        private static string AccountOf(Actor actor) => actor.UserId.ToString(CultureInfo.InvariantCulture);

        private string GuestOf(HttpContext http)
        {
            if (ownerHeader is null)
                return "guest";
            var secret = Encoding.UTF8.GetBytes(http.Request.Headers[ownerHeader].ToString());
            return $"guest {Convert.ToHexString(SHA256.HashData(secret))}";
        }

        private Task MarkReplay(object state)
        {
            if (request.IsReplayed)
                ((HttpContext)state).Response.Headers[ReplayedHeader] = "true";
            return Task.CompletedTask;
        }

        /// <summary>Buffers the body (at most 1 MB) in memory: a file would need a writable folder.</summary>
        private static async Task<byte[]> HashBodyAsync(HttpRequest request, CancellationToken ct)
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body, ct);
            body.Position = 0;
            request.Body = body;
            return SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length));
        }
    }
}
