using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.AppHost;

/// <summary>Runs the whole shop on this machine, from the first check until the last process has ended.</summary>
internal sealed class Shop(AppHostOptions options, Action<string> say)
{
    // migrate, tools, and connections that PostgreSQL reserves for its superuser
    private const int SpareConnections = 20;
    private readonly ApiDefaults _defaults = ApiDefaults.ForEnvironment();
    private readonly List<ApiNode> _nodes = [];

    /// <summary>Starts the shop, serves until it is told to stop, and leaves nothing running.</summary>
    /// <exception cref="StartFailure">Something did not start, or a node ended unexpectedly.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var folder = DataFolder.Open(options.DataDirectory);
        await CheckPortsAsync(stop);
        if (options.Reset) await ResetAsync(folder, stop);
        say($"Opening the shop on {folder.FullPath} …");
        await using var logs = new LogRotation(folder.Logs).Start();
        await using var servers = await ShopServers.StartAsync(
            new ShopServersOptions
            {
                MaxConnections = (options.Nodes * _defaults.PoolSize) + SpareConnections,
                MayInstall = !options.NoInstall,
                Report = say,
            },
            folder, stop);
        await using var payments =
            _defaults.IsGiven("Stripe__ApiKey") ? null : PaymentProvider.Start(folder, options.Urls[0]);
        await using var mail = _defaults.IsGiven("Mail__Host") ? null : LocalMail.Start(folder, _defaults);
        try
        {
            var processes = new ShopProcesses(_defaults, folder, servers, [payments?.Settings, mail?.Settings]);
            var admin = await StartNodesAsync(folder, servers, processes, stop);
            var banner = Describe(folder, servers, admin);
            say((banner with { Payments = payments?.Address, Mails = mail?.Address }).ToString());
            await ServeAsync(stop);
        }
        finally
        {
            await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask()));
        }
    }

    // With a timeout: an API whose launcher was just killed may still be shutting down.
    private async Task CheckPortsAsync(CancellationToken stop)
    {
        var urls = Enumerable.Range(0, options.Nodes).SelectMany(options.UrlsOf).ToList();
        if (urls.Find(url => FreePort.StateOf(url) == PortState.Forbidden) is { } forbidden)
        {
            throw new StartFailure(
                $"Port {forbidden.Port} may not be opened by this user, as is usual below 1024: "
                + "choose another with --urls http://localhost:PORT.");
        }
        for (var attempt = 0; urls.Find(url => FreePort.StateOf(url) == PortState.InUse) is { } taken; attempt++)
        {
            if (attempt == 20)
                throw new StartFailure(
                    $"Port {taken.Port} is in use: free it, or choose another with --urls http://localhost:PORT.");
            await Task.Delay(100, stop);
        }
    }

    private async Task ResetAsync(DataFolder folder, CancellationToken stop)
    {
        await DockerPostgres.ResetAsync(folder, stop);
        await PostgresCluster.FreeAsync(folder, stop);
        folder.Clear();
        say($"The data in {folder.FullPath} was deleted.");
    }

    /// <returns>A description of the admin.</returns>
    private async Task<string> StartNodesAsync(
        DataFolder folder, ShopServers servers, ShopProcesses settings, CancellationToken stop)
    {
        say($"Started {servers.Summary}.");
        say("Preparing the database …");
        var admin = new FirstAdmin(folder, servers.Postgres.DataName);
        var said = await ApiProcess.MigrateAsync(folder.Logs, settings.ForMigrate(admin.Settings), stop);
        var description = admin.Settle(said);
        say(options.Nodes == 1 ? "Starting the API …" : $"Starting {options.Nodes} API processes …");
        for (var node = 0; node < options.Nodes; node++)
        {
            var urls = options.UrlsOf(node);
            _nodes.Add(new ApiNode(urls, ApiProcess.Serve(urls, folder.Logs, settings.ForNodes())));
        }
        await Task.WhenAll(_nodes.Select(node => node.WaitReadyAsync(stop)));
        return description;
    }

    private async Task ServeAsync(CancellationToken stop)
    {
        var stopped = Task.Delay(Timeout.Infinite, stop);
        var first = await Task.WhenAny(_nodes.Select(node => node.Exit).Prepend(stopped));
        if (first != stopped) throw _nodes.First(node => node.Exit == first).Failure("ended by itself");
        say("Closing the shop …");
    }

    private StartupBanner Describe(DataFolder folder, ShopServers servers, string admin) => new()
    {
        Addresses = [.. _nodes.Select(node => node.Address)],
        Admin = admin,
        Data = servers.Postgres.Data,
        Logs = folder.Logs,
        Servers = servers.Summary,
        Unused = [.. folder.Subfolders("postgres-*").Where(name => name != servers.Postgres.DataName)],
    };
}
