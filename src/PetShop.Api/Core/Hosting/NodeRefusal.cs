namespace PetShop.Api.Core.Hosting;

/// <summary>The environment of the shop cannot be used. The message says what is wrong and what to do.</summary>
public sealed class NodeRefusedException(string message) : Exception(message);

/// <summary>Stops a node that must not serve, with a log line that says why and the exit code 1.</summary>
internal sealed partial class NodeRefusal(IHostApplicationLifetime lifetime, ILogger<NodeRefusal> logger)
{
    /// <summary>The exit code: 0, or 1 after a refusal.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Prevents the node from starting.</summary>
    /// <exception cref="NodeRefusedException">Always.</exception>
    public void KeepFromStarting(string reason)
    {
        LogRefused(reason);
        throw new NodeRefusedException(reason);
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
internal static class NodeRun
{
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunNodeAsync(this WebApplication app)
    {
        var refusal = app.Services.GetRequiredService<NodeRefusal>();
        try
        {
            await app.RunAsync();
        }
        catch (NodeRefusedException)
        {
            return 1;       // the reason is in the log
        }
        return refusal.ExitCode;
    }
}
