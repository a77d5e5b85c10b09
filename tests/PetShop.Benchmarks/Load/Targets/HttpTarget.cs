using PetShop.Benchmarks.Load.Http;

namespace PetShop.Benchmarks.Load.Targets;

/// <summary>Sends requests to a server as fast as it responds.</summary>
internal sealed class HttpTarget(HttpClient http, Uri server, int connections, Requests requests, int status) : Target
{
    private readonly ServerFigures _figures = new(http, server);

    /// <summary>The same requests at a fixed rate.</summary>
    public PacedLoop Paced { get; } = new(server, connections, requests, status);

    protected override async Task<Sample> MeasureAsync(TimeSpan time)
    {
        var before = await _figures.CpuAsync();
        var (count, taken) = await new ClosedLoop(server, connections, requests, status).RunAsync(time);
        var spent = await _figures.CpuAsync() - before;
        return new(count / taken.TotalSeconds, (double)spent / count, double.NaN);
    }
}
