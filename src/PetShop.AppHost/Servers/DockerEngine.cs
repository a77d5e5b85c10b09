using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>The container engine, if one is running.</summary>
internal static class DockerEngine
{
    /// <summary>A label on all our containers that identifies the data they use.</summary>
    public const string Label = "petshop.data";

    /// <summary>Whether an engine is running, wherever Testcontainers looks for one.</summary>
    public static bool Answers() => TestcontainersSettings.OS.DockerEndpointAuthConfig is not null;

    /// <summary>
    /// The error if a container did not start, usually because its image cannot be downloaded, and an alternative.
    /// </summary>
    public static StartFailure Failure(string image, Exception reason) => new(
        $"{image} did not start in Docker: {reason.Message}{Environment.NewLine}"
        + "To run the shop without Docker, with separate data, set PETSHOP_SERVERS=local and start it again.", reason);

    /// <summary>
    /// Publishes ports only on this machine's loopback interface. If we are in a container ourselves or the engine is
    /// on another machine, the ports must be reachable from outside, and Testcontainers knows under which name.
    /// </summary>
    public static void KeepPortsPrivate(CreateContainerParameters container)
    {
        var host = TestcontainersSettings.DockerHostOverride;
        var here = TestcontainersSettings.OS.DockerEndpointAuthConfig.Endpoint.Scheme is "unix" or "npipe";
        if (host is not (null or "localhost" or "127.0.0.1") || !here || (host is null && File.Exists("/.dockerenv")))
            return;
        foreach (var binding in container.HostConfig!.PortBindings!.Values.SelectMany(bindings => bindings))
            binding.HostIP = "127.0.0.1";
    }

    /// <summary>
    /// Removes containers that a killed launcher left running, so that their data is never open twice.
    /// </summary>
    public static async Task RemoveContainersAsync(string labelValue, CancellationToken ct)
    {
        using var client = Connect();
        var ours = new Dictionary<string, bool> { [$"{Label}={labelValue}"] = true };
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = ours };
        var query = new ContainersListParameters { All = true, Filters = filters };
        foreach (var left in await client.Containers.ListContainersAsync(query, ct))
        {
            await client.Containers.StopContainerAsync(
                left.ID, new ContainerStopParameters { WaitBeforeKillSeconds = 10 }, ct);
            await client.Containers.RemoveContainerAsync(
                left.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, ct);
        }
    }

    /// <summary>Deletes a volume and the containers that use it, if it exists.</summary>
    public static async Task RemoveVolumeAsync(string volume, CancellationToken ct)
    {
        await RemoveContainersAsync(volume, ct);
        using var client = Connect();
        await client.Volumes.RemoveAsync(volume, force: true, ct);
    }

    private static DockerClient Connect() =>
        TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();
}
