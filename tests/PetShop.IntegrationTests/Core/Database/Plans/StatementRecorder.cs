using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace PetShop.IntegrationTests.Core.Database.Plans;

/// <summary>A statement that EF sent.</summary>
internal sealed record SentStatement(string Sql, IReadOnlyList<NpgsqlParameter> Parameters)
{
    /// <summary>With numbers for the parameters' names, as PREPARE takes it.</summary>
    public string NumberedSql => Regex.Replace(Sql, @"@(\w+)", match =>
        "$" + (Parameters.ToList().FindIndex(p => p.ParameterName.TrimStart('@') == match.Groups[1].Value) + 1));

    public string Types => string.Join(", ", Parameters.Select(p => p.DataTypeName));
}

/// <summary>Records what EF sends to one database; other tests of the process have others.</summary>
internal sealed class StatementRecorder
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];
    private readonly string _database;

    public StatementRecorder(string database)
    {
        _database = database;
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

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }
}
