using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>On an action whose callers expect more of the problem that names invalid fields: a protocol's own members.</summary>
public interface IInvalidRequestShape
{
    /// <param name="problem">A 400 with <c>errors</c>.</param>
    Problem Shape(Problem problem);
}
