using PetShop.Api.Core.Text;
using PetShop.Api.Sales.Entities.Papers;

namespace PetShop.Api.Sales.Services.Papers.Writing;

/// <summary>When a document that could not be written is tried again.</summary>
internal static class Retries
{
    private const int MostDoublings = 7;
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    /// <summary>A minute after the first failure, then twice as long each time, up to about two hours.</summary>
    public static TimeSpan After(int attempts) => First * Math.Pow(2, Math.Min(attempts, MostDoublings));

    public static string Reason(Exception failure) => ShownText.Of(failure.Message, DocumentTask.FailureMaxLength);
}
