using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace PetShop.Benchmarks.Floor;

/// <summary>
/// The minimum that an MVC action can do: return prepared bytes. Everything else is compared with it.
/// </summary>
[ApiController, Route("floor"), AllowAnonymous]
public sealed class FloorController : ControllerBase
{
    private static byte[] _body = [];
    private static byte[] _list = [];

    [HttpGet]
    public Task Get() => WriteAsync(_body);

    /// <summary>Like <see cref="Get"/>, with the bytes of a list.</summary>
    [HttpGet("list")]
    public Task GetList() => WriteAsync(_list);

    /// <summary>Sets what <see cref="Get"/> returns.</summary>
    [HttpPut]
    public async Task<IActionResult> Put()
    {
        _body = await ReadAsync();
        return NoContent();
    }

    /// <summary>Sets what <see cref="GetList"/> returns.</summary>
    [HttpPut("list")]
    public async Task<IActionResult> PutList()
    {
        _list = await ReadAsync();
        return NoContent();
    }

    /// <summary>The process's CPU time so far, in microseconds.</summary>
    [HttpGet("cpu")]
    public long Cpu() => (long)Environment.CpuUsage.TotalTime.TotalMicroseconds;

    /// <summary>The process's resident memory, in bytes.</summary>
    [HttpGet("memory")]
    public long Memory() => Environment.WorkingSet;

    private Task WriteAsync(byte[] body)
    {
        Response.ContentType = "application/json; charset=utf-8";
        Response.ContentLength = body.Length;
        return Response.Body.WriteAsync(body, HttpContext.RequestAborted).AsTask();
    }

    private async Task<byte[]> ReadAsync()
    {
        using var memory = new MemoryStream();
        await Request.Body.CopyToAsync(memory, HttpContext.RequestAborted);
        return memory.ToArray();
    }
}
