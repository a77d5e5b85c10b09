namespace PetShop.Benchmarks.Load;

/// <summary>One thing that is measured, with what each round found.</summary>
internal sealed class Target(string name, Uri url)
{
    private readonly List<double> _rates = [];
    private readonly List<double> _costs = [];

    public string Name => name;

    /// <summary>Requests a second, the median of the rounds.</summary>
    public double Rate => Median(_rates);

    /// <summary>The server's CPU time a request in microseconds, the median of the rounds.</summary>
    public double Cost => Median(_costs);

    public async Task MeasureAsync(HttpClient http, int connections, TimeSpan time, bool keep)
    {
        var before = await CpuAsync(http);
        var count = await new LoadClient(url, connections).RunAsync(time);
        var spent = await CpuAsync(http) - before;
        if (!keep)
            return;
        _rates.Add(count / time.TotalSeconds);
        _costs.Add((double)spent / count);
    }

    private Task<long> CpuAsync(HttpClient http) => http.GetFromJsonAsync<long>(new Uri(url, "/floor/cpu"));

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
