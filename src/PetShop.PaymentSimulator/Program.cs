using PetShop.PaymentSimulator;

var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
var options = SimulatorOptions.Read(settings);
try
{
    await using var app = SimulatorApp.Build(options);
    await app.StartAsync();
    Console.WriteLine($"The payment simulator listens at {string.Join(", ", app.Urls)}");
    Console.WriteLine($"Its state is in {options.Folder}; keys that no setting gives, in {Secrets.FileName} there.");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (IOException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
