using PetShop.AppHost;
using PetShop.AppHost.Machine;

using var signals = new StopSignals();
try
{
    var options = AppHostOptions.Parse(args);
    if (options.Help) Console.WriteLine(AppHostOptions.Usage);
    else await new Shop(options, Console.WriteLine).RunAsync(signals.Token);
    return 0;
}
catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
{
    return 0;   // stopped during startup
}
catch (Exception failure)
{
    // Errors with a known fix are StartFailures. For other errors, a stack trace would not help a user who only wants
    // to run the shop.
    var kind =
        failure is StartFailure or IOException or UnauthorizedAccessException ? "" : $"{failure.GetType().Name}: ";
    await Console.Error.WriteLineAsync(kind + failure.Message);
    return 1;
}
