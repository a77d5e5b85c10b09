namespace PetShop.Api.Core.Hosting;

/// <summary>The environment of the shop cannot be used. The message says what is wrong and what to do.</summary>
public sealed class StartupException(string message) : Exception(message);

/// <summary>Stops a node that must not serve, with a log line that says why and the exit code 1.</summary>
internal sealed partial class StartupGuard(IHostApplicationLifetime lifetime, ILogger<StartupGuard> logger)
{
    /// <summary>The exit code: 0, or 1 after a refusal.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Prevents the node from starting.</summary>
    /// <exception cref="StartupException">Always.</exception>
    public void RefuseStart(string reason)
    {
        LogRefused(reason);
        throw new StartupException(reason);
    }

    /// <summary>Stops a node that is running or starting, because the fault could not be detected earlier.</summary>
    public void Stop(string reason)
    {
        LogRefused(reason);
        ExitCode = 1;
        // An aborted startup would end with an error of its own.
        lifetime.ApplicationStarted.Register(lifetime.StopApplication);
    }

    [LoggerMessage(LogLevel.Critical, "This node stops: {Reason}")]
    private partial void LogRefused(string reason);
}

/// <summary>Runs a node until it stops.</summary>
internal static class NodeRunner
{
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunNodeAsync(this WebApplication app)
    {
        var refusal = app.Services.GetRequiredService<StartupGuard>();
        try
        {
            await app.RunAsync();
        }
        catch (StartupException)
        {
            return 1;       // the reason is in the log
        }
        return refusal.ExitCode;
    }
}
