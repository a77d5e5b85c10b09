using Microsoft.AspNetCore.Mvc;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>A controller whose action names no policy. A shop with it must not start.</summary>
[ApiController, Route("silent")]
public sealed class NoPolicyController : ControllerBase
{
    [HttpGet]
    public IActionResult Get() => Ok();
}
