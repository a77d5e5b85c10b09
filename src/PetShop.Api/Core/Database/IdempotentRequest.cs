using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Database;

/// <summary>
/// The Idempotency-Key of the request being answered, if it has one. The HTTP filter fills it;
/// the unit of work uses it.
/// </summary>
internal sealed class IdempotentRequest(IdempotencyStore results)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(KeepWhole),
    };

    private readonly HashSet<string> _steps = new(StringComparer.Ordinal);
    private bool _isIdempotent;
    private string? _name;
    private byte[] _bodyHash = [];
    private Action<long?> _ensureMaySee = _ => { };
    private int _replayed;

    /// <summary>Whether the response is an earlier one: every step of the request was carried out before.</summary>
    public bool IsReplayed => _replayed > 0 && _replayed == _steps.Count;

    /// <summary>The action supports a key, but this request does not have one.</summary>
    public void BeginWithoutKey() => _isIdempotent = true;

    /// <param name="scope">The owner of the key, and what the key is for.</param>
    /// <param name="ensureMaySee">Throws if the caller may not see the data of this account now.</param>
    public void Begin(string scope, string key, byte[] bodyHash, Action<long?> ensureMaySee) =>
        (_isIdempotent, _name, _bodyHash, _ensureMaySee) = (true, $"{scope}\n{key}", bodyHash, ensureMaySee);

    /// <summary>Records that a step begins. If the action supports a key, each step may begin only once.</summary>
    /// <typeparam name="T">The step's result.</typeparam>
    /// <exception cref="InvalidOperationException">
    /// The step has begun before, or its result type does not name the owner of its data.
    /// </exception>
    public void BeginStep<T>(string step)
    {
        if (!_isIdempotent)
            return;
        if (!_steps.Add(step))
            throw new InvalidOperationException(
                "A request that may carry an Idempotency-Key commits a second unit of work "
                + $"{(step == "" ? "without a name" : $"named {step}")}. Give each a name of its own.");
        if (!typeof(IIdempotentResult).IsAssignableFrom(typeof(T)))
            throw new InvalidOperationException($"{typeof(T).Name} may be kept under an Idempotency-Key: "
                + $"it must say whose data it holds, as an {nameof(IIdempotentResult)}.");
    }

    /// <summary>Locks the step for this transaction and looks up the result of its first execution.</summary>
    /// <exception cref="ShopException">
    /// 403: the caller may no longer see the result. 409: the first execution is still running, or its result was
    /// erased. 422: the first request had another body.
    /// </exception>
    public async Task<Kept<T>?> FindAsync<T>(string step, CancellationToken ct)
    {
        if (IdOf(step) is not { } id || await results.FindAsync(id, ct) is not { } record)
            return null;
        if (record.OwnerId is { } owner)
            _ensureMaySee(owner);
        if (!record.BodyHash.AsSpan().SequenceEqual(_bodyHash))
            throw new ShopException(ProblemTypes.KeyReused,
                "Use a new key for a new request; send the same body to get the first answer again.");
        if (record.Result is not { } json)
            throw new ShopException(ProblemTypes.KeptAnswerErased, "The request was carried out, but its response was "
                + "erased. Read the resource that it created, or use a new key for a new request.");
        var result = JsonSerializer.Deserialize<T>(json, Json)!;
        _ensureMaySee(OwnerOf(result));
        _replayed++;
        return new(result);
    }

    /// <summary>
    /// Adds the result to the transaction's last batch. Only committed work is kept, so the key of a refused attempt
    /// can be used again.
    /// </summary>
    public void Keep<T>(StatementBatch batch, string step, T result)
    {
        if (IdOf(step) is { } id)
            results.Keep(batch, id, _bodyHash, JsonSerializer.Serialize(result, Json), OwnerOf(result));
    }

    private static long OwnerOf<T>(T result) => ((IIdempotentResult)result!).OwnerId;

    private byte[]? IdOf(string step) =>
        _name is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(step == "" ? _name : $"{_name}\n{step}"));

    /// <summary>
    /// A replay must equal the first response including its headers, so members that no body shows (the version) are
    /// stored too. A result that was stored before a deployment must be readable after it, so a member that was added
    /// since is not required.
    /// </summary>
    private static void KeepWhole(JsonTypeInfo type)
    {
        for (var i = 0; i < type.Properties.Count; i++)
        {
            var property = type.Properties[i];
            property.IsRequired = false;
            if (property
                is { Get: null, Set: null, AttributeProvider: PropertyInfo { CanRead: true, CanWrite: true } hidden })
                type.Properties[i] = Show(type, hidden);
        }
    }

    /// <summary>
    /// A property that is marked as ignored stays ignored whatever is set on it, so another property must replace it.
    /// </summary>
    private static JsonPropertyInfo Show(JsonTypeInfo type, PropertyInfo hidden)
    {
        var shown = type.CreateJsonPropertyInfo(hidden.PropertyType, hidden.Name);
        (shown.Get, shown.Set) = (hidden.GetValue, hidden.SetValue);
        return shown;
    }

    /// <summary>A result that was kept.</summary>
    public sealed record Kept<T>(T Value);
}
