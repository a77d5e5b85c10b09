using PetShop.Benchmarks.Floor;
using PetShop.Benchmarks.Load;

switch (args)
{
    case ["load", ..]:
        return await LoadRun.RunAsync(args[1..]);
    case ["floor", ..]:
        await FloorServer.RunAsync(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/PetShop.Benchmarks -- load [--rounds N] [--seconds N] [--connections N]");
        return 1;
}
