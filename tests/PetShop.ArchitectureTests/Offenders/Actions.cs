using Microsoft.AspNetCore.Mvc;

namespace PetShop.Api.Adoptions.Controllers;

internal sealed class UntypedController : ControllerBase
{
    [ProducesResponseType(200)]
    public Task<IActionResult> Get() => Task.FromResult<IActionResult>(Ok());
}

internal sealed class TypedTwiceController : ControllerBase
{
    [ProducesResponseType<string>(200)]
    public ActionResult<string> Get() => "";
}

internal sealed class UndeclaredStatusController : ControllerBase
{
    public ActionResult<string> Get() => "";
}

internal sealed class BodyWithoutTypeController : ControllerBase
{
    [ProducesResponseType(200)]
    public ActionResult Get() => Ok("");
}

internal sealed class TypeWithoutBodyController : ControllerBase
{
    [ProducesResponseType(204)]
    public ActionResult<string> Get() => NoContent();
}

[ProducesResponseType(200)]
internal sealed class StatusOfAllActionsController : ControllerBase
{
    [ProducesResponseType(200)]
    public ActionResult<string> Get() => "";
}
