using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Requests;

/// <summary>One request, with the state that it reads and changes.</summary>
/// <param name="Id">The identifier in the path; empty where there is none.</param>
/// <param name="Site">The address that the simulator was called at, without a slash at the end.</param>
internal sealed record Call(string Id, Parameters Parameters, Change Change, Origin Origin, string Site)
{
    /// <summary>The intent in the path.</summary>
    public PaymentIntent Intent() => Change.Intent(Id) ?? throw ApiError.NotFound("payment_intent", Id, "intent");

    /// <summary>Answers with an object, and shows what the request wants to see in full.</summary>
    public Answer Show<T>(T value) => Expansion.Apply(Answer.Ok(value), Parameters.List("expand"), Change);

    /// <summary>Answers with a page of objects.</summary>
    public Answer ShowPage<T>(Table<T> table, string url, Func<T, bool> matches)
        where T : class, IProviderObject => Show(Paging.Page(table, Parameters, url, matches));
}
