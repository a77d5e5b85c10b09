using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.Faults;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.Webhooks;

namespace PetShop.PaymentSimulator.Api;

/// <summary>What a route does with a request.</summary>
internal delegate Answer Handler(Call call);

/// <summary>Runs the requests of the provider's API: authorisation, idempotency and faults.</summary>
internal sealed class Pipeline(
    Ledger ledger, Commands commands, FaultBox faultBox, ApiKey apiKey, TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    private const int LongestKey = 255;
    private const string KeyHeader = "Idempotency-Key";
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    /// <param name="operation">See <see cref="Fault.Operation"/>.</param>
    public async Task HandleAsync(HttpContext http, string operation, Handler handler)
    {
        var origin = new Origin(ApiVersion.Of(http.Request), Ids.New("req_"),
            HttpMethods.IsPost(http.Request.Method) ? Header(http, KeyHeader) : null);
        http.Response.Headers["Request-Id"] = origin.RequestId;
        http.Response.Headers["Stripe-Version"] = origin.ApiVersion;
        try
        {
            var (answer, faults) = await AnswerAsync(http, origin, operation, handler);
            if (faults.Has(FaultKind.TimeoutAfter))
                await NeverAsync(http);
            else if (faults.Has(FaultKind.ClosedAfter))
                http.Abort();
            else
                await WriteAsync(http, answer);
        }
        catch (ApiError error)
        {
            await WriteAsync(http, error.Answer);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private async Task<(Answer, FaultPlan)> AnswerAsync(
        HttpContext http, Origin origin, string operation, Handler handler)
    {
        apiKey.Check(http.Request);
        var parameters = new Parameters(http.Request.HasFormContentType
            ? await http.Request.ReadFormAsync(lifetime.ApplicationStopping) : http.Request.Query);
        if (origin.IdempotencyKey is not { } key)
        {
            var faults = Draw(operation);
            return (await RunAsync(http, origin, operation, parameters, faults, handler, null), faults);
        }
        if (key.Length > LongestKey)
            throw ApiError.Parameter(KeyHeader, $"An idempotency key has up to {LongestKey} characters.");
        http.Response.Headers[KeyHeader] = key;
        if (!_running.TryAdd(key, true))
            throw ApiError.KeyInUse(key);
        try
        {
            var faults = Draw(operation);
            var request = Hash(http.Request, parameters);
            var saved = ledger.Read(tables => tables.Answer(key));
            if (saved?.IsFresh(time.GetUtcNow().ToUnixTimeSeconds()) != true)
                return (await RunAsync(http, origin, operation, parameters, faults, handler, request), faults);
            if (saved.Request != request)
                throw ApiError.OtherRequestWithKey(key);
            http.Response.Headers["Idempotent-Replayed"] = "true";
            http.Response.Headers["Original-Request"] = saved.RequestId;
            return (new Answer(saved.Status, saved.Body), faults);
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    /// <summary>Decides how the call misbehaves. A running call has its idempotency key before that.</summary>
    private FaultPlan Draw(string operation)
    {
        var faults = faultBox.DrawForCall(operation);
        if (faults.Has(FaultKind.Closed))
            throw new OperationCanceledException("The simulator was told to close the connection.");
        return faults.Has(FaultKind.Down) ? throw ApiError.Down() : faults;
    }

    /// <summary>Runs a request for the first time.</summary>
    /// <param name="request">What is compared when the idempotency key comes again; null if there is no key.</param>
    private async Task<Answer> RunAsync(HttpContext http, Origin origin, string operation, Parameters parameters,
        FaultPlan faults, Handler handler, string? request)
    {
        // A caller that goes away does not stop the request, as at the provider.
        await Task.Delay(faults.Delay(FaultKind.Latency), lifetime.ApplicationStopping);
        if (faults.Has(FaultKind.RateLimit))
            throw ApiError.TooManyRequests();
        if (faults.Has(FaultKind.TimeoutBefore))
            await NeverAsync(http);
        var id = http.Request.RouteValues["id"] as string ?? "";
        var site = $"{http.Request.Scheme}://{http.Request.Host}";
        if (request is null && HttpMethods.IsGet(http.Request.Method))
            return ledger.Read(tables =>
                Try(handler, new Call(id, parameters, new Change(tables, time.GetUtcNow()), origin, site)));
        return await commands.RunAsync(operation, change =>
        {
            var answer = faults.Has(FaultKind.ErrorBefore)
                ? Answer.ServerError(faults.Keeps(FaultKind.ErrorBefore))
                : Try(handler, new Call(id, parameters, change, origin, site));
            if (faults.Has(FaultKind.ErrorAfter))
                answer = Answer.ServerError(faults.Keeps(FaultKind.ErrorAfter));
            if (request is not null && answer.IsKept)
                change.Put(new SavedAnswer
                {
                    Key = origin.IdempotencyKey!,
                    Request = request,
                    RequestId = origin.RequestId!,
                    Status = answer.Status,
                    Body = answer.Body,
                    At = change.Now,
                });
            return answer;
        });
    }

    private static Answer Try(Handler handler, Call call)
    {
        try
        {
            return handler(call);
        }
        catch (ApiError error)
        {
            call.Change.Discard();
            return error.Answer;
        }
    }

    /// <summary>Waits until the client gives up.</summary>
    /// <exception cref="OperationCanceledException">Always.</exception>
    private async Task NeverAsync(HttpContext http)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, end.Token);
    }

    private static async Task WriteAsync(HttpContext http, Answer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.Body.GetRawText());
    }

    private static string? Header(HttpContext http, string name) =>
        http.Request.Headers[name].ToString() is { Length: > 0 } text ? text : null;

    private static string Hash(HttpRequest request, Parameters parameters) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n{parameters.Canonical()}")));
}
