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
    return 0;   // told to stop while it was starting
}
catch (Exception failure)
{
    // What we know the cure of is a StartFailure; of anything else, too, a stack trace would help nobody who wants to see a shop.
    var kind = failure is StartFailure or IOException or UnauthorizedAccessException ? "" : $"{failure.GetType().Name}: ";
    await Console.Error.WriteLineAsync(kind + failure.Message);
    return 1;
}
