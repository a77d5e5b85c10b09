using Microsoft.AspNetCore.Mvc;

namespace PetShop.Api.Core.Errors;

/// <summary>
/// Responds with a problem, for filters that end a request before its action, and for frequent refusals.
/// </summary>
internal sealed class ProblemResult(Problem problem) : ActionResult
{
    /// <summary>A refusal that is returned instead of thrown.</summary>
    public ProblemResult(ShopException refusal) : this(ProblemWriter.Create(refusal))
    {
    }

    public override Task ExecuteResultAsync(ActionContext context)
    {
        var writer = context.HttpContext.RequestServices.GetRequiredService<ProblemWriter>();
        return writer.WriteAsync(context.HttpContext, problem);
    }
}
