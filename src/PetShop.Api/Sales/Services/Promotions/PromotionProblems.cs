using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Dtos.Promotions;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>The problems of promotions.</summary>
internal static class PromotionProblems
{
    private static readonly ProblemType UsedUpType =
        new("promotion-used-up", "A promotion can no longer be used.", ProblemKind.Conflict)
        {
            Example = "Nothing was ordered. Read the cart again: its prices no longer contain the promotions named in "
                + "promotions.",
            Members = typeof(PromotionUsedUpProblem),
        };
    private static readonly ProblemType TooManyType =
        new("too-many-promotions", "There are too many promotions.", ProblemKind.Conflict)
        {
            Example = "At most 100 promotions without codes can be offered. Give one of them an end first.",
        };
    private static readonly ProblemType AutomaticType =
        new("promotion-automatic", "The promotion needs no code.", ProblemKind.Conflict)
        {
            Example = "This promotion applies without a code. Set code_required to true first.",
        };

    public static ShopException NotFound(long id) =>
        ShopException.NotFound($"There is no promotion {id}. GET /sales/promotions lists them.");

    public static ShopException HasNoCode(string code) => ShopException.NotFound($"The promotion has no code {code}.");

    /// <summary>Names each code that cannot be used, at its field.</summary>
    /// <param name="codes">The codes of the request.</param>
    public static ShopException HaveNoEffect(IReadOnlyList<string> codes, IReadOnlyList<RefusedCode> refused) =>
        new(ProblemTypes.Validation, "Remove the codes named in errors, or choose others.")
        {
            Errors = refused.ToDictionary(
                code => $"promotion_codes[{codes.ToList().IndexOf(code.Code)}]", code => new[] { Explain(code) }),
        };

    /// <summary>Why a code has no effect, for the customer.</summary>
    public static string Explain(RefusedCode code) => code.Reason switch
    {
        CodeRefusal.Ended => $"The code {code.Code} has expired.",
        CodeRefusal.UsedUp => $"The code {code.Code} has been used up.",
        CodeRefusal.UsedUpByCustomer => $"You have already used the code {code.Code}.",
        CodeRefusal.FirstOrderOnly => $"The code {code.Code} is only for a first order.",
        CodeRefusal.SamePromotion => $"The code {code.Code} is for a promotion that applies already.",
        CodeRefusal.MinimumNotReached => $"The code {code.Code} is for goods of at least {code.Minimum}.",
        CodeRefusal.NoMatchingGoods => $"The code {code.Code} is for other goods.",
        CodeRefusal.NothingOff => $"The code {code.Code} takes nothing off: it needs more units, nothing is "
            + "charged for shipping, or other promotions take off more.",
        _ => $"There is no code {code.Code}.",
    };

    public static ShopException UsedUp(IReadOnlyList<UsedUpPromotion> promotions) => new(UsedUpType,
        "Nothing was ordered. Read the cart again: its prices no longer contain the promotions named in promotions.")
    {
        Members = new Dictionary<string, object?> { ["promotions"] = promotions },
    };

    public static ShopException TooMany(bool needCode, int most) => new(TooManyType,
        $"At most {most} promotions {(needCode ? "with" : "without")} codes can be offered. "
        + "Give one of them an end first.");

    public static ShopException IsAutomatic() =>
        new(AutomaticType, "This promotion applies without a code. Set code_required to true first.");

    public static ShopException IsUsed() => new(ProblemTypes.InUse,
        "Orders have used this promotion, so it is kept for them. Set active to false to end it.");

    public static ShopException HasCodes() => new(ProblemTypes.InUse,
        "This promotion has codes. Remove them first, or set active to false and create an automatic promotion.");

    /// <param name="owners">The promotion that has the code, by the code's position in the request.</param>
    public static ShopException AreTaken(IEnumerable<(int Index, long? Owner)> owners) =>
        new(SalesProblems.DuplicateCode, "Choose other codes for those named in errors.")
        {
            Errors = owners.ToDictionary(taken => $"codes[{taken.Index}]", taken => new[]
            {
                taken.Owner is { } owner
                    ? $"Promotion {owner} has this code. Choose another."
                    : "This code was taken a moment ago. Choose another.",
            }),
        };

    public static ShopException AreInvalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(ProblemTypes.Validation, "Correct the fields named in errors and send the request again.")
        {
            Errors = errors,
        };
}
