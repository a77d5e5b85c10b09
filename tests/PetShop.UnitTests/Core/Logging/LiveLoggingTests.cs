using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Logging;

namespace PetShop.UnitTests.Core.Logging;

public sealed class LiveLoggingTests : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly LiveLogging _live;
    private readonly ILoggerFactory _loggers;

    public LiveLoggingTests()
    {
        _live = new LiveLogging(Settings(("Logging:LogLevel:PetShop.Requests", "Warning")));
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(new EverythingOn()).AddFilter("PetShop.Api", LogLevel.None))
            .AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(_live)
            .AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(_live)
            .BuildServiceProvider();
        _loggers = _services.GetRequiredService<ILoggerFactory>();
    }

    [Fact]
    public void What_the_configuration_says_holds_and_the_framework_is_quiet()
    {
        Assert.Equal(LogLevel.Information, LevelOf("PetShop.Api.Sales.Services.CheckoutService"));
        Assert.Equal(LogLevel.Warning, LevelOf("PetShop.Requests"));
        Assert.Equal(LogLevel.Warning, LevelOf("Microsoft.AspNetCore.Routing.EndpointMiddleware"));
        Assert.Equal(LogLevel.Information, LevelOf("Microsoft.Hosting.Lifetime"));
    }

    [Fact]
    public void A_source_named_later_changes_loggers_that_exist_and_those_that_come()
    {
        var before = _loggers.CreateLogger("PetShop.Api.Sales.Services.CheckoutService");
        _live.Apply(new LoggingChange(Overrides: new() { ["PetShop.Api.Sales"] = LoggingLevel.Debug }));
        Assert.True(before.IsEnabled(LogLevel.Debug));
        Assert.Equal(LogLevel.Debug, LevelOf("PetShop.Api.Sales.Services.Orders"));
        Assert.Equal(LogLevel.Information, LevelOf("PetShop.Api.Products.Services.StockService"));
    }

    [Fact]
    public void The_longest_source_that_fits_counts()
    {
        _live.Apply(new LoggingChange(LoggingLevel.Error, new()
        {
            ["PetShop"] = LoggingLevel.Fatal,
            ["PetShop.Api.Sales"] = LoggingLevel.Verbose,
            ["PetShop.Api.Sales.Services"] = LoggingLevel.Warning,
        }));
        Assert.Equal(LogLevel.Warning, LevelOf("PetShop.Api.Sales.Services.CheckoutService"));
        Assert.Equal(LogLevel.Trace, LevelOf("PetShop.Api.Sales.Repositories.OrderRepository"));
        Assert.Equal(LogLevel.Critical, LevelOf("PetShop.Api.Auth"));
        Assert.Equal(LogLevel.Error, LevelOf("Elsewhere"));
    }

    [Fact]
    public void A_source_set_to_null_loses_the_level_the_configuration_gave_it()
    {
        _live.Apply(new LoggingChange(Overrides: new() { ["PetShop.Requests"] = null }));
        Assert.Equal(LogLevel.Information, LevelOf("PetShop.Requests"));
    }

    [Fact]
    public void Taking_the_change_away_brings_the_configuration_back()
    {
        Assert.True(_live.Apply(new LoggingChange(LoggingLevel.Verbose, StackTraces: false)));
        Assert.False(_live.Apply(new LoggingChange(LoggingLevel.Verbose, StackTraces: false)));
        Assert.True(_live.Apply(new LoggingChange()));
        Assert.Equal(LogLevel.Information, LevelOf("PetShop.Api"));
        Assert.True(_live.Current.StackTraces);
    }

    [Fact]
    public void A_level_that_is_none_stops_the_shop_from_starting() =>
        Assert.Throws<InvalidOperationException>(() => Settings(("Logging:LogLevel:Default", "Loud")));

    public void Dispose()
    {
        _services.Dispose();
        _live.Dispose();
    }

    private LogLevel LevelOf(string source)
    {
        var logger = _loggers.CreateLogger(source);
        return Enum.GetValues<LogLevel>().First(logger.IsEnabled);
    }

    private static LoggingSettings Settings(params (string Key, string Value)[] settings) => LoggingSettings.FromConfiguration(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());

    private sealed class EverythingOn : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
