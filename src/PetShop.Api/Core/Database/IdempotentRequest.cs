using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Database;

/// <summary>The Idempotency-Key of the request being answered, if it has one. The HTTP filter fills it; the unit of work uses it.</summary>
internal sealed class IdempotentRequest(TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(KeepWhole),
    };

    private byte[]? _id;
    private byte[] _bodyHash = [];

    /// <summary>Whether the answer is an earlier one.</summary>
    public bool IsReplayed { get; private set; }

    public void Begin(string scope, string key, byte[] bodyHash)
    {
        _id = SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}"));
        _bodyHash = bodyHash;
    }

    /// <summary>Takes the key for this transaction and looks for the first request's result.</summary>
    /// <exception cref="ShopException">409: the first is still running. 422: it had another body.</exception>
    public async Task<Kept<T>?> FindAsync<T>(PetShopDbContext db, CancellationToken ct)
    {
        if (_id is null)
            return null;
        // Two statements: under READ COMMITTED the look-up must start after the lock is held, to see what its last holder committed.
        var number = BinaryPrimitives.ReadInt64LittleEndian(_id);
        var isHeld = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({number}) AS \"Value\"").SingleAsync(ct);
        if (!isHeld)
            throw new ShopException(ProblemTypes.KeyInProgress, "Send the same request again in a second to get its result.") { RetryAfter = TimeSpan.FromSeconds(1) };
        var record = await db.Set<IdempotencyRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == _id, ct);
        if (record is null)
            return null;
        if (!record.BodyHash.AsSpan().SequenceEqual(_bodyHash))
            throw new ShopException(ProblemTypes.KeyReused, "Use a new key for a new request; send the same body to get the first answer again.");
        IsReplayed = true;
        return new(JsonSerializer.Deserialize<T>(record.Result, Json)!);
    }

    /// <summary>Adds the result to the transaction. Only work that commits is kept, so a refused try leaves the key free.</summary>
    public void Keep<T>(PetShopDbContext db, T result)
    {
        if (_id is not null)
            db.Add(new IdempotencyRecord { Id = _id, BodyHash = _bodyHash, Result = JsonSerializer.Serialize(result, Json), CreatedAt = clock.GetUtcNow() });
    }

    /// <summary>
    /// A replay must be the first answer with its headers, so members that no body shows (an edit counter) are kept too. And a key that was
    /// kept before a deployment must be readable after it: a member that has been added since is not asked for.
    /// </summary>
    private static void KeepWhole(JsonTypeInfo type)
    {
        for (var i = 0; i < type.Properties.Count; i++)
        {
            var property = type.Properties[i];
            property.IsRequired = false;
            if (property is { Get: null, Set: null, AttributeProvider: PropertyInfo { CanRead: true, CanWrite: true } hidden })
                type.Properties[i] = Show(type, hidden);
        }
    }

    /// <summary>A property that is marked as ignored stays so whatever is set on it: another must take its place.</summary>
    private static JsonPropertyInfo Show(JsonTypeInfo type, PropertyInfo hidden)
    {
        var shown = type.CreateJsonPropertyInfo(hidden.PropertyType, hidden.Name);
        (shown.Get, shown.Set) = (hidden.GetValue, hidden.SetValue);
        return shown;
    }

    /// <summary>A result that was kept.</summary>
    public sealed record Kept<T>(T Value);
}
