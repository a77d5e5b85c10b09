using PetShop.Api.Core.Errors;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>The problems of tax rates.</summary>
internal static class TaxProblems
{
    public const string OverlapDetail = "Another rate of this place and class is valid on some of these days. End it "
        + "the day before this one begins, or choose other days.";

    public static readonly ProblemType Overlap =
        new("tax-rate-overlap", "Another tax rate is valid at the same time.", ProblemKind.Conflict)
        {
            Example = OverlapDetail,
        };
}
