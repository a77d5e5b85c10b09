using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>Marks an action whose validation problem has additional members that a protocol requires.</summary>
public interface IValidationProblemFormatter
{
    /// <param name="problem">A 400 with <c>errors</c>.</param>
    Problem Format(Problem problem);
}
