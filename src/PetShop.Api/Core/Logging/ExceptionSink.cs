using System.Text;
using Serilog.Core;
using Serilog.Events;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// Decides how much of an exception is logged: all of it, or the chain of types and messages with the first frame. In
/// both cases the text passes through <see cref="Redaction"/>, because messages may quote the request.
/// </summary>
internal sealed class ExceptionSink(ILogEventSink inner, Func<bool> stackTraces) : ILogEventSink, IDisposable
{
    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Exception is { } exception)
        {
            var text = new TextOnly(Redaction.Text(stackTraces() ? exception.ToString() : Brief(exception)));
            logEvent = new LogEvent(logEvent.Timestamp, logEvent.Level, text, logEvent.MessageTemplate,
                logEvent.Properties.Select(p => new LogEventProperty(p.Key, p.Value)),
                logEvent.TraceId ?? default, logEvent.SpanId ?? default);
        }
        inner.Emit(logEvent);
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    internal static string Brief(Exception exception)
    {
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (text.Length > 0)
                text.Append(" ---> ");
            text.Append(e.GetType().FullName).Append(": ").Append(e.Message);
        }
        var frame = exception.StackTrace.AsSpan().Trim();
        var end = frame.IndexOfAny('\r', '\n');
        if (end >= 0)
            frame = frame[..end];
        return frame.IsEmpty ? text.ToString() : text.Append(' ').Append(frame).ToString();
    }

    /// <summary>An exception that only contains the text to log.</summary>
    private sealed class TextOnly(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
