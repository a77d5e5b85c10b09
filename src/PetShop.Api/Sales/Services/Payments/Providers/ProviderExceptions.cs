namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>The provider has refused a call, and nothing was done.</summary>
/// <param name="code">The provider's code.</param>
/// <param name="message">The same in words that a customer may read.</param>
internal sealed class ProviderRefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>The provider's own words, for admins.</summary>
    public string Detail { get; init; } = message;
}

/// <summary>The provider has not answered, or not in a way that decides: the call may have been carried out.</summary>
/// <param name="message">For the log and for admins, without secrets.</param>
/// <param name="cause">What was thrown.</param>
internal sealed class ProviderUnavailableException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether the provider answered with an error, which it may repeat under the same key.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Whether it is certain that this attempt did nothing, for instance because nobody was reached.</summary>
    public bool IsWithoutEffect { get; init; }
}
