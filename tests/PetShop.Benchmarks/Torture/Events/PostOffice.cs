using System.Buffers;
using System.Net;
using MimeKit;
using PetShop.AppHost.Machine;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace PetShop.Benchmarks.Torture.Events;

/// <summary>A mail that was taken.</summary>
internal sealed record TakenMail(string MessageId, string To, string Subject);

/// <summary>
/// The mail server. Sometimes it refuses mails, for now or for good, says nothing, closes the connection before or
/// after it has taken one, or serves nobody for a while.
/// </summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private static readonly TimeSpan Closed = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(12);
    private readonly int _port = FreePort.Take();
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _random;
    private readonly Lock _gate = new();
    private readonly List<TakenMail> _taken = [];
    private readonly Task _running;
    private DateTimeOffset _opensAt;

    public PostOffice(int seed)
    {
        _random = new(seed);
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add(new Counter(this));
        parts.Add(new Store(this));
        var options = new SmtpServerOptionsBuilder().ServerName("torture")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, _port))).Build();
        _running = new SmtpServer.SmtpServer(options, parts).StartAsync(_stop.Token);
    }

    /// <summary>With these, nodes send their mails to it.</summary>
    public IReadOnlyDictionary<string, string> NodeSettings => new Dictionary<string, string>
    {
        ["Mail__Host"] = "127.0.0.1",
        ["Mail__Port"] = $"{_port}",
        ["Mail__Security"] = "None",
        ["Mail__From"] = "shop@torture.example",
        ["Mail__Timeout"] = "00:00:04",
        ["Shop__StorefrontUrl"] = "https://torture.example",
    };

    /// <summary>Whether it takes everything.</summary>
    public bool IsCalm { get; set; }

    /// <summary>In the order in which they were taken.</summary>
    public IReadOnlyList<TakenMail> Taken
    {
        get
        {
            lock (_gate)
                return [.. _taken];
        }
    }

    /// <summary>How many mails were not taken, or taken without an answer.</summary>
    public int Refused { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private SmtpResponse? Greet()
    {
        lock (_gate)
        {
            var now = TimeProvider.System.GetUtcNow();
            if (!IsCalm && _random.Next(400) == 0)
                _opensAt = now + Closed;
            return IsCalm || now >= _opensAt ? null : new(SmtpReplyCode.ServiceUnavailable, "Closed");
        }
    }

    private Outcome Decide()
    {
        lock (_gate)
        {
            var outcome = IsCalm ? Outcome.Take : _random.Next(300) switch
            {
                < 5 => Outcome.Later,
                < 7 => Outcome.Never,
                < 9 => Outcome.Close,
                < 12 => Outcome.TakeAndClose,
                < 13 => Outcome.Hang,
                _ => Outcome.Take,
            };
            if (outcome != Outcome.Take)
                Refused++;
            return outcome;
        }
    }

    private void Take(ReadOnlySequence<byte> content)
    {
        using var stream = new MemoryStream(content.ToArray());
        using var mail = MimeMessage.Load(stream);
        lock (_gate)
            _taken.Add(new(mail.MessageId ?? "", mail.To.Mailboxes.Single().Address, mail.Subject ?? ""));
    }

    private enum Outcome
    {
        Take,
        Later,
        Never,
        Close,
        TakeAndClose,
        Hang,
    }

    private sealed class Counter(PostOffice office) : MailboxFilter
    {
        public override Task<bool> CanAcceptFromAsync(
            ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) =>
            office.Greet() is { } refusal ? throw new SmtpResponseException(refusal) : Task.FromResult(true);
    }

    private sealed class Store(PostOffice office) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken)
        {
            switch (office.Decide())
            {
                case Outcome.Later:
                    return new(SmtpReplyCode.Aborted, "Later");
                case Outcome.Never:
                    return new(SmtpReplyCode.TransactionFailed, "Never");
                case Outcome.Hang:
                    await Task.Delay(Hanging, cancellationToken);
                    return new(SmtpReplyCode.Aborted, "Too late");
                case Outcome.Close:
                    return End(context);
                case Outcome.TakeAndClose:
                    office.Take(buffer);
                    return End(context);
                default:
                    office.Take(buffer);
                    return SmtpResponse.Ok;
            }
        }

        private static SmtpResponse End(ISessionContext context)
        {
            context.Pipe.Dispose();
            throw new IOException("As decided");
        }
    }
}
