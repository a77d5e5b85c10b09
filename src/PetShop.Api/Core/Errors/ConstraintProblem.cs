namespace PetShop.Api.Core.Errors;

/// <summary>
/// The problem that a violated database constraint means for the caller. Registered by the domain that owns the
/// constraint.
/// </summary>
/// <param name="Constraint">The name of the constraint or unique index.</param>
/// <param name="Type">The problem's type.</param>
/// <param name="Detail">What the caller can do about it.</param>
/// <param name="Field">The invalid field, as clients write it; null for none.</param>
public sealed record ConstraintProblem(string Constraint, ProblemType Type, string Detail, string? Field = null);
