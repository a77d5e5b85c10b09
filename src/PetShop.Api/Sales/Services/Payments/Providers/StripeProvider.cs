using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Payments;
using Stripe;
using PaymentMethod = PetShop.Api.Sales.Entities.Payments.PaymentMethod;

namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>Cards, through Stripe's payment intents (https://docs.stripe.com/api/payment_intents).</summary>
internal sealed class StripeProvider : IPaymentProvider, IDisposable
{
    public const string ProviderName = "stripe";

    /// <summary>Of the search for a payment whose answer was lost: the payments of a busy hour.</summary>
    private const int MostSearched = 5_000;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>How old a message may be, as Stripe recommends.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>A payment is begun within this time after its call was planned, or never.</summary>
    private static readonly TimeSpan Repetitions = TimeSpan.FromMinutes(30);

    /// <summary>For customers: other messages of Stripe are for developers.</summary>
    private const string Refusal = "The payment provider does not accept this. Try another card.";

    private readonly StripeOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly StripeClient? _client;

    public StripeProvider(IOptions<StripeOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value, clock);
        // Repetitions are ours: each is recorded. Connections are renewed, so that changes of DNS are seen.
        _http = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
        })
        { Timeout = _options.Timeout };
        if (_options.ApiKey.Length > 0)
            _client = new StripeClient(_options.ApiKey, httpClient: new SystemNetHttpClient(
                _http, maxNetworkRetries: 0, enableTelemetry: false),
                apiBase: _options.Url.Length > 0 ? _options.Url.TrimEnd('/') : null);
    }

    public string Name => ProviderName;

    public bool IsLocal => false;

    public bool IsRecorded => false;

    public string SignatureHeader => "Stripe-Signature";

    private StripeClient Client => _client ?? throw new ProviderUnavailableException("Stripe__ApiKey is not set.");

    public bool Handles(PaymentMethod method) => method == PaymentMethod.Card && _client is not null;

    public Task<ProviderState> StartAsync(ProviderStart start, string key, CancellationToken ct) =>
        AskAsync(start.Amount.Currency, () => Client.V1.PaymentIntents.CreateAsync(new()
        {
            Amount = StripeAmounts.ToStripe(start.Amount),
            Currency = Lower(start.Amount.Currency),
            AllowedPaymentMethodTypes = ["card"],
            CaptureMethod = start.IsCapturedAtOnce ? "automatic" : "manual",
            Confirm = start.CardId is not null,
            PaymentMethod = start.CardId,
            ReturnUrl = start.CardId is null ? null : start.ReturnUrl,
            Description = start.Purpose,
            Metadata = new()
            {
                [StripeStates.OrderKey] = start.Target.OrderId.ToString(CultureInfo.InvariantCulture),
                [StripeStates.PaymentKey] = start.Target.Number.ToString(CultureInfo.InvariantCulture),
                [StripeStates.CallKey] = start.CallId.ToString("N"),
            },
            Expand = ["latest_charge"],
        }, Under(key), ct));

    public async Task<ProviderState?> FindAsync(
        Guid callId, Currency currency, DateTimeOffset since, CancellationToken ct)
    {
        var list = new PaymentIntentListOptions
        {
            Created = new DateRangeOptions
            {
                GreaterThanOrEqual = (since - ClockDifference).UtcDateTime,
                LessThanOrEqual = (since + Repetitions + ClockDifference).UtcDateTime,
            },
            Limit = 100,
        };
        return await AskAsync<ProviderState?>(async () =>
        {
            var seen = 0;
            await foreach (var intent in Client.V1.PaymentIntents.ListAutoPagingAsync(list, cancellationToken: ct))
            {
                if (StripeStates.CallOf(intent.Metadata) == callId)
                    return await FetchAsync(intent.Id, currency, ct);
                if (++seen == MostSearched)
                    throw new ProviderUnavailableException("There are too many payments to search.");
            }
            return null;
        });
    }

    public Task<ProviderDetails> ReadAsync(string reference, Currency currency, CancellationToken ct) =>
        AskAsync(async () =>
        {
            var intent = await Client.V1.PaymentIntents.GetAsync(
                reference, new() { Expand = ["latest_charge"] }, cancellationToken: ct);
            if (intent.AmountReceived == 0)
                return new ProviderDetails(
                    StripeStates.StateOf(intent, currency), StripeAmounts.FromStripe(intent.Amount, currency), [], 0);
            var refunds = await Client.V1.Refunds.ListAutoPagingAsync(
                new() { PaymentIntent = reference, Limit = 100 }, cancellationToken: ct).ToListAsync(ct);
            var disputes = intent.LatestCharge is { Disputed: true }
                ? (await Client.V1.Disputes.ListAsync(
                    new() { PaymentIntent = reference, Limit = 100 }, cancellationToken: ct)).Data : [];
            return new ProviderDetails(
                StripeStates.StateOf(intent, currency, StripeStates.DisputeOf(disputes)),
                StripeAmounts.FromStripe(intent.Amount, currency),
                [.. refunds.AsEnumerable().Reverse().Select(refund => StripeStates.RefundOf(refund, currency))],
                StripeAmounts.FromStripe(StripeStates.LostOf(disputes), currency));
        });

    public Task<ProviderState> CaptureAsync(string reference, Money amount, string key, CancellationToken ct) =>
        AskAsync(amount.Currency, () => Client.V1.PaymentIntents.CaptureAsync(reference, new()
        {
            AmountToCapture = StripeAmounts.ToStripe(amount),
            Expand = ["latest_charge"],
        }, Under(key), ct));

    public Task<ProviderState> CancelAsync(string reference, Currency currency, string key, CancellationToken ct) =>
        AskAsync(currency, () => Client.V1.PaymentIntents.CancelAsync(
            reference, new() { Expand = ["latest_charge"] }, Under(key), ct));

    public Task<ProviderRefund> RefundAsync(
        string reference, Money amount, Guid callId, string key, CancellationToken ct) =>
        AskAsync(async () => StripeStates.RefundOf(await Client.V1.Refunds.CreateAsync(new()
        {
            PaymentIntent = reference,
            Amount = StripeAmounts.ToStripe(amount),
            Metadata = new() { [StripeStates.CallKey] = callId.ToString("N") },
        }, Under(key), ct), amount.Currency));

    public ProviderMessage? Verify(byte[] body, string? signature)
    {
        if (_options.WebhookSecret.Length == 0 || signature is null)
            return null;
        try
        {
            return StripeMessages.Read(EventUtility.ConstructEvent(
                Utf8.GetString(body), signature, _options.WebhookSecret, (long)Tolerance.TotalSeconds,
                _clock.GetUtcNow().ToUnixTimeSeconds(), throwOnApiVersionMismatch: false));
        }
        catch (Exception e) when (e is StripeException or ArgumentException or JsonException)
        {
            return null;
        }
    }

    public ProviderMessage ReadVerified(byte[] body) =>
        StripeMessages.Read(EventUtility.ParseEvent(Utf8.GetString(body), throwOnApiVersionMismatch: false));

    public async IAsyncEnumerable<IReadOnlyList<MissedMessage>> ListMissedAsync(
        DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        var hasMore = _client is not null;
        for (string? last = null; hasMore;)
        {
            (var page, hasMore) = await AskAsync(async () => StripeMessages.ReadPage((await Client.RawRequestAsync(
                HttpMethod.Get, StripeMessages.MissedPath(since, last), cancellationToken: ct)).Content));
            yield return page;
            if (page is not [.., var oldest])
                yield break;
            last = oldest.EventId;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ProviderState> FetchAsync(string reference, Currency currency, CancellationToken ct) =>
        StripeStates.StateOf(await Client.V1.PaymentIntents.GetAsync(
            reference, new() { Expand = ["latest_charge"] }, cancellationToken: ct), currency);

    /// <summary>A declined card is an answer: the payment exists, and waits for another card.</summary>
    private static Task<ProviderState> AskAsync(Currency currency, Func<Task<PaymentIntent>> call) =>
        AskAsync(async () =>
        {
            try
            {
                return StripeStates.StateOf(await call(), currency);
            }
            catch (StripeException e) when (e.StripeError is { Type: "card_error", PaymentIntent: { } intent })
            {
                return StripeStates.StateOf(intent, currency);
            }
        });

    private static async Task<T> AskAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (StripeException e) when (IsRefusal(e))
        {
            throw new ProviderRefusedException(e.StripeError.DeclineCode ?? e.StripeError.Code ?? "refused",
                e.StripeError is { Type: "card_error", Message: { } message } ? message : Refusal)
            {
                Detail = e.StripeError.Message ?? Refusal,
            };
        }
        catch (StripeException e)
        {
            // Without the exception, whose message may quote the whole answer.
            throw new ProviderUnavailableException($"Stripe answered {(int)e.HttpStatusCode} "
                + $"{e.StripeError?.Code ?? e.StripeError?.Type}: {e.StripeError?.Message}")
            {
                // Other errors come from what stands before Stripe, behind which the request may still run.
                IsAnswered = e.HttpStatusCode == HttpStatusCode.InternalServerError,
                IsWithoutEffect = e.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                    or HttpStatusCode.TooManyRequests,
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException
            or OperationCanceledException)
        {
            throw new ProviderUnavailableException($"Stripe did not answer: {e.GetType().Name}", e)
            {
                IsWithoutEffect = e is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                        or HttpRequestError.SecureConnectionError,
                },
            };
        }
    }

    /// <summary>
    /// Whether nothing was done and nothing changes that by itself. A wrong API key (401, 403), too many calls (429)
    /// and a call that is still running under the key (409) are not refusals.
    /// </summary>
    private static bool IsRefusal(StripeException failure) => failure.StripeError is { Type: not "idempotency_error" }
        && failure.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired
            or HttpStatusCode.NotFound;

    private static RequestOptions Under(string key) => new() { IdempotencyKey = key };

    private static string Lower(Currency currency) => currency.Code.ToLowerInvariant();
}
