using System.Globalization;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Configuration;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace PetShop.Api.Core.Logging;

/// <summary>Serilog writes, the framework's filters decide what is written, and an admin may change them while the shop runs.</summary>
public static class LoggingSetup
{
    private const string TextTemplate = "{Timestamp:HH:mm:ss.fff} {Level:u3} [{trace_id}] {SourceContext}: {Message:lj}{caller}{NewLine}{Exception}";
    private const long FileSizeLimit = 100 * 1024 * 1024;

    /// <summary>Asynchronous console, optional rolling file, redaction, trace ids, and levels that change at run time.</summary>
    public static WebApplicationBuilder AddShopLogging(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(LoggingOptions.Section).Get<LoggingOptions>() ?? new LoggingOptions();
        var live = new LiveLogging(LoggingSettings.FromConfiguration(builder.Configuration));
        var services = builder.Services;
        services.AddSingleton(live);
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(live);
        services.AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(live);
        services.AddSingleton<LoggingSettingsReader>();
        services.AddScoped<ILoggingService, LoggingService>();
        services.AddHostedService<LoggingSettingsListener>();

        builder.Logging.ClearProviders();
        builder.Logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.None);   // Serilog reads the activity itself
        builder.Logging.AddSerilog(CreateLogger(options, live), dispose: true);
        return builder;
    }

    /// <summary>One line a request. Stands outside the exception handler, so that it sees the status the client gets.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.UseMiddleware<RequestLog>();

    private static Serilog.Core.Logger CreateLogger(LoggingOptions options, LiveLogging live)
    {
        ITextFormatter formatter = options.Format == LogFormat.Json
            ? new CompactJsonFormatter()
            : new MessageTemplateTextFormatter(TextTemplate, CultureInfo.InvariantCulture);
        var sink = LoggerSinkConfiguration.CreateSink(to => WriteTo(to, options, formatter));
        return new LoggerConfiguration()
            .MinimumLevel.Verbose()                 // the framework's filters have decided already
            .Enrich.With(new TraceId(), new CallerEnricher(new HttpContextAccessor(), options), new Redaction())
            .WriteTo.Sink(new ExceptionText(sink, () => live.Current.StackTraces))
            .CreateLogger();
    }

    private static void WriteTo(LoggerSinkConfiguration to, LoggingOptions options, ITextFormatter formatter)
    {
        to.Async(console => console.Console(formatter), options.BufferSize, blockWhenFull: false, new DroppedLines());
        if (string.IsNullOrWhiteSpace(options.File.Path))
            return;
        to.Async(file => file.File(formatter, options.File.Path, rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true,
                fileSizeLimitBytes: FileSizeLimit, retainedFileCountLimit: null, retainedFileTimeLimit: TimeSpan.FromDays(options.File.RetainedDays)),
            options.BufferSize, blockWhenFull: false, new DroppedLines());
    }
}
