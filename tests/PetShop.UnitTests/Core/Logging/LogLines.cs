using PetShop.Api.Core.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace PetShop.UnitTests.Core.Logging;

/// <summary>The shop's logger with captured lines.</summary>
internal sealed class LogLines : ILogEventSink
{
    public List<LogEvent> Events { get; } = [];

    public LogEvent Last => Events[^1];

    public Logger Create(Func<bool>? stackTraces = null) => new LoggerConfiguration()
        .MinimumLevel.Verbose()
        .Enrich.With(new TraceId(), new Redaction())
        .WriteTo.Sink(new ExceptionSink(this, stackTraces ?? (() => true)))
        .CreateLogger();

    public void Emit(LogEvent logEvent) => Events.Add(logEvent);
}
