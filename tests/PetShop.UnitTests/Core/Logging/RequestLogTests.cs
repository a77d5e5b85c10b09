using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Logging;

namespace PetShop.UnitTests.Core.Logging;

public sealed class RequestLogTests
{
    private readonly Sink _sink = new();

    [Fact]
    public async Task A_request_is_one_line_of_method_template_status_time_and_user_id()
    {
        await SendAsync(Request("/sales/orders/42", "sales/orders/{id:long}", user: "7"), 200);
        Assert.Matches(@"^Information GET /sales/orders/\{id:long\} answered 200 in [0-9.]+ ms, user 7$",
            Assert.Single(_sink.Lines));
    }

    [Fact]
    public async Task Neither_the_query_nor_a_line_break_of_the_path_is_written()
    {
        await SendAsync(Request("/no\nsuch", template: null), 404);
        var line = Assert.Single(_sink.Lines);
        Assert.Contains("/no%0Asuch answered 404", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_is_written_at_debug_only()
    {
        await SendAsync(Request("/health/ready", "/health/ready"), 200);
        Assert.Empty(_sink.Lines);
        _sink.Level = LogLevel.Debug;
        await SendAsync(Request("/health/ready", "/health/ready"), 200);
        Assert.Single(_sink.Lines);
    }

    [Fact]
    public async Task A_client_that_went_away_is_written_at_debug_only()
    {
        await SendAsync(Request("/products", "products"), 499);
        Assert.Empty(_sink.Lines);
        _sink.Level = LogLevel.Debug;
        await SendAsync(Request("/products", "products"), 499);
        Assert.StartsWith("Debug GET /products answered 499", Assert.Single(_sink.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turned_down_it_writes_nothing()
    {
        _sink.Level = LogLevel.Warning;
        await SendAsync(Request("/products", "products"), 200);
        Assert.Empty(_sink.Lines);
    }

    [Fact]
    public async Task Of_the_fast_successful_reads_one_in_so_many_is_written_and_says_so()
    {
        await SendAsync(Request("/products", "products"), 200, times: 95, new() { OneIn = 10 });
        Assert.Equal(9, _sink.Lines.Count);
        Assert.All(_sink.Lines,
            line => Assert.EndsWith("user -, one of 10 such reads", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", 404), InlineData("GET", 503), InlineData("POST", 200), InlineData("DELETE", 204)]
    public async Task Errors_and_writes_are_all_written(string method, int status)
    {
        var request = Request("/products", "products");
        request.Request.Method = method;
        await SendAsync(request, status, times: 20, new() { OneIn = 10 });
        Assert.Equal(20, _sink.Lines.Count);
    }

    [Fact]
    public async Task Slow_reads_are_all_written()
    {
        await SendAsync(
            Request("/products", "products"), 200, times: 20, new() { OneIn = 10, SlowAfter = TimeSpan.Zero });
        Assert.Equal(20, _sink.Lines.Count);
    }

    private async Task SendAsync(HttpContext context, int status, int times = 1, RequestLogOptions? options = null)
    {
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_sink));
        var log = new RequestLog(c =>
        {
            c.Response.StatusCode = status;
            return Task.CompletedTask;
        }, Options.Create(options ?? new() { OneIn = 1 }), loggers);
        for (var i = 0; i < times; i++)
            await log.InvokeAsync(context);
    }

    private static DefaultHttpContext Request(string path, string? template, string? user = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Path = path;
        context.Request.QueryString = new QueryString("?q=secret");
        if (user is not null)
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)]));
        if (template is not null)
            context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(template), 0,
                EndpointMetadataCollection.Empty, null));
        return context;
    }

    private sealed class Sink : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public LogLevel Level { get; set; } = LogLevel.Information;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= Level;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
