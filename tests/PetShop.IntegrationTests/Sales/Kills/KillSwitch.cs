using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace PetShop.IntegrationTests.Sales.Kills;

/// <summary>
/// Kills its own process (SIGKILL) the n-th time that it reaches a named point. A file says which, as long as it
/// exists. The points are where a crash can leave the shop and the payment provider in different states: just before
/// and just after a commit, and before and after a call of the provider or a request to a subscriber.
/// </summary>
internal sealed class KillSwitch(string file)
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    /// <summary>The environment variable with the path of the file.</summary>
    public const string Variable = "PETSHOP_TEST_KILL_FILE";
    public const string BeforeCommit = "before-commit";
    public const string AfterCommit = "after-commit";
    public const string BeforeCall = "before-call";
    public const string AfterCall = "after-call";

    /// <summary>Of any server, the provider too. Requests to subscribers write no trace headers and are no calls.
    /// </summary>
    public const string BeforeRequest = "before-request";
    public const string AfterRequest = "after-request";
    private readonly Lock _gate = new();
    private string _wanted = "";
    private int _left;

    public static void Watch(string file)
    {
        var self = new KillSwitch(file);
        DiagnosticListener.AllListeners.Subscribe(self);
        _ = new Requests(self);
    }

    /// <summary>Orders the kill, in the process that watches the file.</summary>
    public static void Order(string file, string point, int count)
    {
        var whole = file + ".new";
        File.WriteAllText(whole, string.Create(CultureInfo.InvariantCulture, $"{point} {count}"));
        File.Move(whole, file, overwrite: true);
    }

    /// <summary>Whether the process that watches the file has killed itself, since this was last asked.</summary>
    public static bool HasKilled(string file)
    {
        var hasKilled = File.Exists(MarkOf(file));
        File.Delete(MarkOf(file));
        return hasKilled;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is "Microsoft.EntityFrameworkCore" or "HttpHandlerDiagnosticListener")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (NameOf(value.Key) is { } point)
            Reach(point);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void Reach(string point)
    {
        if (!IsLast(point))
            return;
        File.WriteAllText(MarkOf(file), point);
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }

    private static string? NameOf(string diagnostic) => diagnostic switch
    {
        "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitting" => BeforeCommit,
        "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitted" => AfterCommit,
        "System.Net.Http.HttpRequestOut.Start" => BeforeCall,
        "System.Net.Http.HttpRequestOut.Stop" => AfterCall,
        _ => null,
    };

    private bool IsLast(string point)
    {
        lock (_gate)
        {
            var wanted = Read();
            if (wanted != _wanted)
                (_wanted, _left) = (wanted, wanted.Length == 0 ? 0 : CountOf(wanted));
            return wanted.StartsWith(point + " ", StringComparison.Ordinal) && --_left == 0;
        }
    }

    /// <summary>What the file says; nothing while it is replaced or deleted.</summary>
    private string Read()
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int CountOf(string wanted) =>
        int.Parse(wanted.AsSpan(wanted.IndexOf(' ', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);

    private static string MarkOf(string file) => file + ".done";

    /// <summary>Hears of the HTTP requests of the process, on the thread that makes them.</summary>
    private sealed class Requests(KillSwitch kills) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Net.Http")
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName is "RequestStart" or "RequestStop")
                kills.Reach(eventData.EventName == "RequestStart" ? BeforeRequest : AfterRequest);
        }
    }
}
