namespace PetShop.Api.Core.Observability;

/// <summary>
/// <c>PetShop.Api health [url]</c>: asks a running node whether it is ready. For container health checks, because a
/// slim image has no curl.
/// </summary>
internal static class HealthCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8080/health/ready";
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    /// <param name="args">The arguments after the command: an address, or none for port 8080 of this machine.</param>
    /// <returns>The exit code: 0 when the node answers 200, else 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var url = args.FirstOrDefault() ?? DefaultUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await Console.Error.WriteLineAsync($"'{url}' is not an http address. Usage: PetShop.Api health [url]");
            return 1;
        }
        try
        {
            // Directly to the node: a proxy might answer itself or not know the node.
            using var straight = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
            using var client = new HttpClient(straight) { Timeout = MaxWait };
            using var answer = await client.GetAsync(address);
            await Console.Out.WriteLineAsync($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return answer.StatusCode == System.Net.HttpStatusCode.OK ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} does not respond: {e.Message}");
            return 1;
        }
    }
}
