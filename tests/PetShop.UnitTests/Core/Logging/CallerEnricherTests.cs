using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PetShop.Api.Core.Logging;

namespace PetShop.UnitTests.Core.Logging;

/// <summary>The shop's complete logger, writing to a file.</summary>
public sealed class CallerEnricherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("petshop-log").FullName;

    [Theory]
    [InlineData("Full", "Hello (user 7 from 203.0.113.9)")]
    [InlineData("Network", "Hello (user 7 from 203.0.113.0/24)")]
    [InlineData("None", "Hello (user 7)")]
    public async Task A_line_of_a_write_ends_with_who_and_from_where(string setting, string expected) =>
        Assert.EndsWith(": " + expected, await LogAsync(
            "POST", "7", "::ffff:203.0.113.9", ("Logging:ClientAddress", setting)), StringComparison.Ordinal);

    [Fact]
    public async Task In_JSON_both_are_members()
    {
        var line = await LogAsync("DELETE", "7", "2001:db8::1", ("Logging:Format", "Json"));
        Assert.Contains("\"actor\":\"user 7\",\"client\":\"2001:db8::1\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain("caller", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anonymous_caller_is_logged_as_nobody() =>
        Assert.EndsWith(
            ": Hello (nobody from 203.0.113.9)", await LogAsync("POST", null, "203.0.113.9"), StringComparison.Ordinal);

    [Fact]
    public async Task A_line_of_a_read_stays_short() =>
        Assert.EndsWith(": Hello", await LogAsync("GET", "7", "203.0.113.9"), StringComparison.Ordinal);

    [Fact]
    public async Task A_line_of_a_job_ends_with_its_name() =>
        Assert.EndsWith(": Hello (job clean-up)", await WriteAsync([], logger =>
        {
            using var scope = logger.BeginScope(new Dictionary<string, object> { ["actor"] = "job clean-up" });
            logger.Log(LogLevel.Information, default, "Hello", null, (text, _) => text);
        }), StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<string> LogAsync(
        string method, string? user, string address, params (string Key, string Value)[] settings)
    {
        var context = new DefaultHttpContext
        {
            Request = { Method = method },
            Connection = { RemoteIpAddress = IPAddress.Parse(address) },
        };
        if (user is not null)
            context.User = new ClaimsPrincipal(
                new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test"));
        return WriteAsync(settings, logger =>
        {
            var http = new HttpContextAccessor { HttpContext = context };
            logger.Log(LogLevel.Information, default, "Hello", null, (text, _) => text);
            http.HttpContext = null;
        });
    }

    private async Task<string> WriteAsync((string Key, string Value)[] settings, Action<ILogger> write)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Logging:File:Path"] = Path.Combine(_folder, "shop-.log");
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.AddShopLogging();
        await using (var services = builder.Services.BuildServiceProvider())
            write(services.GetRequiredService<ILoggerFactory>().CreateLogger("PetShop.Test"));
        return Assert.Single(await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(_folder))));
    }
}
