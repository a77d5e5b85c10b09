using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace PetShop.IntegrationTests.Core.Database.Plans;

/// <summary>A statement that EF sent, or plain SQL with numbered parameters, whose values are not known.</summary>
internal sealed record SentStatement(string Sql, IReadOnlyList<NpgsqlParameter> Parameters)
{
    /// <summary>The number of parameters in the text.</summary>
    public int Places => Parameters.Count > 0
        ? Parameters.Count
        : Regex.Matches(Sql, @"\$(\d+)").Select(match => int.Parse(match.Groups[1].Value)).DefaultIfEmpty().Max();

    /// <summary>With numbers for the parameters' names, as PREPARE takes it.</summary>
    public string NumberedSql => Regex.Replace(Sql, @"@(\w+)", match =>
        "$" + (Parameters.ToList().FindIndex(p => p.ParameterName.TrimStart('@') == match.Groups[1].Value) + 1));

    public string Types => string.Join(", ", Parameters.Select(p => p.DataTypeName));
}

/// <summary>
/// Records what EF and plain SQL send to one database; other tests of the process have others.
/// </summary>
internal sealed class StatementRecorder
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];
    private readonly string _database;
    private readonly ActivityListener _plain;

    public StatementRecorder(string database)
    {
        _database = database;
        _plain = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = RecordPlain,
        };
        ActivitySource.AddActivityListener(_plain);
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public ConcurrentQueue<SentStatement> Sent { get; } = new();

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEndEventData { Command: NpgsqlCommand command }
            && value.Key == RelationalEventId.CommandExecuted.Name && command.Connection?.Database == _database)
        {
            Sent.Enqueue(new(command.CommandText, [.. command.Parameters.Select(p => p.Clone())]));
        }
    }

    private void RecordPlain(Activity activity)
    {
        if (activity.GetTagItem("db.query.text") is string text && text.Contains("$1", StringComparison.Ordinal)
            && activity.GetTagItem("db.namespace") as string == _database)
            Sent.Enqueue(new(text, []));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _plain.Dispose();
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }
}
