using Microsoft.AspNetCore.Mvc;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>Says of its action not who may call it. A shop that is given it must not start.</summary>
[ApiController, Route("silent")]
public sealed class SilentController : ControllerBase
{
    [HttpGet]
    public IActionResult Get() => Ok();
}
