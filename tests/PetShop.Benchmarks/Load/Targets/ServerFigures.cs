namespace PetShop.Benchmarks.Load.Targets;

/// <summary>
/// The figures that a server process reports about itself, through the floor's actions, which the shop has too.
/// </summary>
internal sealed class ServerFigures(HttpClient http, Uri server)
{
    /// <summary>The process's CPU time so far, in microseconds.</summary>
    public Task<long> CpuAsync() => http.GetFromJsonAsync<long>(new Uri(server, "floor/cpu"));

    /// <summary>The process's resident memory, in bytes.</summary>
    public Task<long> MemoryAsync() => http.GetFromJsonAsync<long>(new Uri(server, "floor/memory"));
}
