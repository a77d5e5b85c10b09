using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PetShop.Api.Core.Logging;
using PetShop.Api.Core.Settings;

namespace PetShop.UnitTests.Core.Logging;

public sealed class LogLevelTests : IAsyncDisposable
{
    private const string Levels = "Logging:LogLevel:";
    private const string Checkout = "PetShop.Api.Sales.Services.CheckoutService";

    private readonly WebApplication _app = Build((Levels + "PetShop.Requests", "Warning"));
    private readonly RuntimeSettings _settings;
    private readonly ILoggerFactory _loggers;

    public LogLevelTests()
    {
        _settings = _app.Services.GetRequiredService<RuntimeSettings>();
        _loggers = _app.Services.GetRequiredService<ILoggerFactory>();
    }

    [Fact]
    public void The_configuration_applies_and_the_framework_is_quiet()
    {
        Assert.Equal(LogLevel.Information, LevelOf(Checkout));
        Assert.Equal(LogLevel.Warning, LevelOf("PetShop.Requests"));
        Assert.Equal(LogLevel.Warning, LevelOf("Microsoft.AspNetCore.Routing.EndpointMiddleware"));
        Assert.Equal(LogLevel.Critical, LevelOf("Microsoft.EntityFrameworkCore.Database.Command"));
        Assert.Equal(LogLevel.Information, LevelOf("Microsoft.Hosting.Lifetime"));
    }

    [Fact]
    public void A_source_named_later_changes_existing_loggers_and_new_ones()
    {
        var existing = _loggers.CreateLogger(Checkout);
        Set((Levels + "PetShop.Api.Sales", "Debug"));
        Assert.True(existing.IsEnabled(LogLevel.Debug));
        Assert.Equal(LogLevel.Debug, LevelOf("PetShop.Api.Sales.Services.Orders"));
        Assert.Equal(LogLevel.Information, LevelOf("PetShop.Api.Products.Services.StockService"));
    }

    [Fact]
    public void The_longest_matching_source_counts()
    {
        Set((Levels + "Default", "Error"), (Levels + "PetShop", "Critical"), (Levels + "PetShop.Api.Sales", "Trace"),
            (Levels + "PetShop.Api.Sales.Services", "Warning"));
        Assert.Equal(LogLevel.Warning, LevelOf(Checkout));
        Assert.Equal(LogLevel.Trace, LevelOf("PetShop.Api.Sales.Repositories.OrderRepository"));
        Assert.Equal(LogLevel.Critical, LevelOf("PetShop.Api.Auth"));
        Assert.Equal(LogLevel.Error, LevelOf("Elsewhere"));
    }

    [Fact]
    public void A_source_set_to_null_loses_the_level_that_the_configuration_gave_it()
    {
        Set((Levels + "PetShop.Requests", null));
        Assert.Equal(LogLevel.Information, LevelOf("PetShop.Requests"));
    }

    [Fact]
    public void Without_the_change_the_configuration_applies_again()
    {
        Set((Levels + "PetShop.Requests", "Trace"), ("Logging:StackTraces", "False"));
        Assert.Equal(LogLevel.Trace, LevelOf("PetShop.Requests"));
        Set();
        Assert.Equal(LogLevel.Warning, LevelOf("PetShop.Requests"));
        Assert.Null(_app.Configuration["Logging:StackTraces"]);
    }

    [Fact]
    public void A_line_below_its_level_costs_no_memory()
    {
        var logger = _loggers.CreateLogger(Checkout);
        Assert.False(logger.IsEnabled(LogLevel.Debug));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var line = 0; line < 1_000; line++)
            logger.IsEnabled(LogLevel.Debug);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Stack_traces_can_be_switched_off_at_run_time()
    {
        var folder = Directory.CreateTempSubdirectory("petshop-log");
        try
        {
            await using (var app = Build(("Logging:File:Path", Path.Combine(folder.FullName, "shop-.log"))))
            {
                var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("PetShop.Test");
                var failure = new InvalidOperationException("outer", new FormatException("inner"));
                logger.Log(LogLevel.Error, default, "Before", failure, (text, _) => text);
                app.Services.GetRequiredService<RuntimeSettings>().Replace([new("Logging:StackTraces", "False")]);
                logger.Log(LogLevel.Error, default, "After", failure, (text, _) => text);
            }
            var lines = await File.ReadAllTextAsync(Assert.Single(folder.GetFiles()).FullName);
            var after = lines.IndexOf("After", StringComparison.Ordinal);
            Assert.Contains("End of inner exception stack trace", lines[..after], StringComparison.Ordinal);
            Assert.DoesNotContain("End of inner exception stack trace", lines[after..], StringComparison.Ordinal);
            Assert.Contains("outer ---> System.FormatException: inner", lines[after..], StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_unknown_level_stops_the_shop_from_starting()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Build((Levels + "Default", "Loud")));
        Assert.Contains("Logging:LogLevel:Default: 'Loud'", refused.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Set(params (string Key, string? Value)[] settings) =>
        _settings.Replace(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));

    private LogLevel LevelOf(string source)
    {
        var logger = _loggers.CreateLogger(source);
        return Enum.GetValues<LogLevel>().First(logger.IsEnabled);
    }

    private static WebApplication Build(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        return builder.AddRuntimeSettings().AddShopLogging().Build();
    }
}
