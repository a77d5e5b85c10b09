using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments.Calls;

/// <summary>What became of a call.</summary>
internal abstract record ProviderAnswer
{
    /// <summary>It was carried out.</summary>
    public sealed record Payment(ProviderState State) : ProviderAnswer;

    /// <summary>A refund was accepted.</summary>
    public sealed record Refund(ProviderRefund State) : ProviderAnswer;

    /// <summary>It was refused, and nothing was done.</summary>
    /// <param name="Message">For the customer.</param>
    /// <param name="Detail">The provider's own words, for admins.</param>
    /// <param name="Truth">The payment as the provider has it; null if it has none, or if that was not asked.</param>
    public sealed record Refused(string Code, string Message, string Detail, ProviderState? Truth) : ProviderAnswer;

    /// <summary>It may have been carried out.</summary>
    /// <param name="IsAnswered">Whether the provider answered with an error, which it may repeat under the key.</param>
    public sealed record Unknown(string Message, bool IsAnswered) : ProviderAnswer;
}
