namespace PetShop.PaymentSimulator.State.Objects;

/// <summary>An object of the provider's API, as its JSON shows it.</summary>
internal interface IProviderObject
{
    /// <summary>The identifier with the prefix of its kind, such as <c>pi_</c>.</summary>
    string Id { get; }

    /// <summary>When it was created, in seconds since 1970.</summary>
    long Created { get; }
}
