using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace PetShop.Benchmarks.Floor;

/// <summary>The least an MVC action can do: hand out bytes that are ready. All else is compared with it.</summary>
[ApiController, Route("floor"), AllowAnonymous]
public sealed class FloorController : ControllerBase
{
    private static byte[] _body = [];

    [HttpGet]
    public Task Get()
    {
        Response.ContentType = "application/json; charset=utf-8";
        Response.ContentLength = _body.Length;
        return Response.Body.WriteAsync(_body, HttpContext.RequestAborted).AsTask();
    }

    /// <summary>Sets what <see cref="Get"/> hands out.</summary>
    [HttpPut]
    public async Task<IActionResult> Put()
    {
        using var memory = new MemoryStream();
        await Request.Body.CopyToAsync(memory, HttpContext.RequestAborted);
        _body = memory.ToArray();
        return NoContent();
    }

    /// <summary>The process's CPU time so far, in microseconds.</summary>
    [HttpGet("cpu")]
    public long Cpu() => (long)Environment.CpuUsage.TotalTime.TotalMicroseconds;
}
