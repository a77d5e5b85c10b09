using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>Marks an action whose validation problem has additional members that a protocol requires.</summary>
public interface IInvalidRequestShape
{
    /// <param name="problem">A 400 with <c>errors</c>.</param>
    Problem Shape(Problem problem);
}
