using PetShop.MailSink;

var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
var options = SinkOptions.Read(settings);
try
{
    await using var app = SinkApp.Build(options);
    await app.StartAsync();
    Console.WriteLine($"The mail sink shows mails at {string.Join(", ", app.Urls)}");
    Console.WriteLine($"Send them to port {SinkApp.SmtpPortOf(app)} of this machine, without TLS.");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
