using Microsoft.AspNetCore.Mvc;

namespace PetShop.Api.Core.Errors;

/// <summary>Answers with a problem, for filters that end a request before its action.</summary>
internal sealed class ProblemResult(Problem problem) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var writer = context.HttpContext.RequestServices.GetRequiredService<ProblemWriter>();
        return writer.WriteAsync(context.HttpContext, problem);
    }
}
