using System.Net;
using PetShop.MailSink.Mails;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Net;

namespace PetShop.MailSink.Smtp;

/// <summary>Takes mails at a port of the loopback address.</summary>
internal sealed class SmtpListener(SinkOptions options, Inbox inbox, FaultBox faults, TimeProvider clock)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>The port that was opened.</summary>
    public int Port { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var opened = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => opened.TrySetResult(((IPEndPoint)started.LocalEndPoint).Port);
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add(listeners);
        parts.Add(new MailFilter(faults));
        parts.Add(new MailStore(inbox, faults, clock));
        if (options.Password is { } password)
            parts.Add(new DelegatingUserAuthenticator((_, given) => given == password));
        _running = new SmtpServer.SmtpServer(Options(), parts).StartAsync(_stop.Token);
        if (await Task.WhenAny(opened.Task, _running) == _running)
            await _running;     // the port cannot be opened
        Port = await opened.Task;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None,
            TaskScheduler.Default).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private ISmtpServerOptions Options() => new SmtpServerOptionsBuilder()
        .ServerName("PetShop mail sink")
        .MaxMessageSize(options.MaxSize, MaxMessageSizeHandling.Strict)
        .Endpoint(endpoint => endpoint
            .Endpoint(new IPEndPoint(IPAddress.Loopback, options.SmtpPort))
            .AllowUnsecureAuthentication(true)
            .AuthenticationRequired(options.Password is not null))
        .Build();
}
