namespace PetShop.Api.Core.Errors;

/// <summary>What a broken database constraint means to the caller. Registered by the domain that owns the constraint.</summary>
/// <param name="Constraint">The constraint's or unique index's name.</param>
/// <param name="Type">What the caller is told.</param>
/// <param name="Detail">What the caller can do about it.</param>
/// <param name="Field">The field to blame, as the client spells it; null for none.</param>
public sealed record ConstraintProblem(string Constraint, ProblemType Type, string Detail, string? Field = null);
