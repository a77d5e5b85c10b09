using Microsoft.AspNetCore.Mvc;

namespace PetShop.Api.Core.Errors;

/// <summary>Answers with a problem, for filters that end a request before its action, and for common refusals.</summary>
internal sealed class ProblemResult(Problem problem) : IActionResult
{
    /// <summary>A refusal that was not thrown.</summary>
    public ProblemResult(ShopException refusal) : this(ProblemWriter.Create(refusal))
    {
    }

    public Task ExecuteResultAsync(ActionContext context)
    {
        var writer = context.HttpContext.RequestServices.GetRequiredService<ProblemWriter>();
        return writer.WriteAsync(context.HttpContext, problem);
    }
}
