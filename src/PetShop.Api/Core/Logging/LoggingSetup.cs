using System.Globalization;
using Serilog;
using Serilog.Configuration;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// Serilog writes the log. The framework's filters decide what is logged and follow the configuration, which an admin
/// can change at run time.
/// </summary>
public static class LoggingSetup
{
    private const string TextTemplate =
        "{Timestamp:HH:mm:ss.fff} {Level:u3} [{trace_id}] {SourceContext}: {Message:lj}{caller}{NewLine}{Exception}";
    private const long FileSizeLimit = 100 * 1024 * 1024;

    /// <summary>
    /// Asynchronous console, optional rolling file, redaction, trace ids, and levels that change at run time.
    /// </summary>
    public static WebApplicationBuilder AddShopLogging(this WebApplicationBuilder builder)
    {
        DefaultLogLevels.AddTo(builder.Configuration);
        builder.Services.AddOptions<LoggingOptions>().BindConfiguration(LoggingOptions.Section);

        builder.Services.AddOptions<RequestLogOptions>().BindConfiguration(RequestLogOptions.Section)
            .Validate(options => options.IsValid(),
                "A setting of RequestLog is out of range: OneIn starts at 1, and SlowAfter is not negative.")
            .ValidateOnStart();

        builder.Logging.ClearProviders();
        // Serilog reads the trace from the activity itself.
        builder.Logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.None);
        // AddSerilog would add a filter rule that lets everything through to Serilog.
        builder.Services.AddSingleton<ILoggerProvider>(
            _ => new SerilogLoggerProvider(CreateLogger(builder.Configuration), dispose: true));
        return builder;
    }

    /// <summary>
    /// The request log. It runs outside the exception handler, so that it sees the status that the client gets.
    /// </summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.UseMiddleware<RequestLog>();

    private static Serilog.Core.Logger CreateLogger(ConfigurationManager configuration)
    {
        var section = configuration.GetSection(LoggingOptions.Section);
        var options = section.Get<LoggingOptions>() ?? new LoggingOptions();
        ITextFormatter formatter = options.Format == LogFormat.Json
            ? new CompactJsonFormatter()
            : new MessageTemplateTextFormatter(TextTemplate, CultureInfo.InvariantCulture);
        var sink = LoggerSinkConfiguration.CreateSink(to => WriteTo(to, options, formatter));
        return new LoggerConfiguration()
            .MinimumLevel.Verbose()                 // the framework has filtered already
            .Enrich.With(new TraceId(), new CallerEnricher(new HttpContextAccessor(), options), new Redaction())
            .WriteTo.Sink(new ExceptionSink(
                sink, () => section.GetValue(nameof(LoggingOptions.StackTraces), options.StackTraces)))
            .CreateLogger();
    }

    private static void WriteTo(LoggerSinkConfiguration to, LoggingOptions options, ITextFormatter formatter)
    {
        to.Async(console => console.Console(formatter), options.BufferSize, blockWhenFull: false,
            new DroppedLogLines());
        if (string.IsNullOrWhiteSpace(options.File.Path))
            return;
        to.Async(file => file.File(
            formatter, options.File.Path, rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true,
                fileSizeLimitBytes: FileSizeLimit, retainedFileCountLimit: null,
                retainedFileTimeLimit: TimeSpan.FromDays(options.File.RetainedDays)),
            options.BufferSize, blockWhenFull: false, new DroppedLogLines());
    }
}
