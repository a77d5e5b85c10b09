using PetShop.Benchmarks.Floor;
using PetShop.Benchmarks.Load;
using PetShop.Benchmarks.Rename;
using PetShop.Benchmarks.Size;
using PetShop.Benchmarks.Storms;
using PetShop.Benchmarks.Torture;

switch (args)
{
    case ["load", "size", ..]:
        return await SizeRun.RunAsync(args[2..]);
    case ["load", ..]:
        return await LoadRun.RunAsync(args[1..]);
    case ["storms", ..]:
        return await StormRun.RunAsync(args[1..]);
    case ["torture", ..]:
        return await TortureRun.RunAsync(args[1..]);
    case ["rename", ..]:
        return await RenameRun.RunAsync(args[1..]);
    case ["floor", ..]:
        await FloorServer.RunAsync(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project tests/PetShop.Benchmarks -- …
              load [rows] [--rounds N] [--seconds N] [--warm N] [--connections N] [--before FOLDER] [--no-fsync]
                                                                  the shop against what server and database do at best
              load size [--sizes 500,1000000] [--rounds N]        all lists at several sizes, past the cache
              storms [--seconds N] [--no-limits]                  what shoppers notice while something bad happens
              torture [--minutes N] [--seed N]                    people at work while all else fails, then an audit
              rename [products]                                   buying while a large category is renamed
            """);
        return 1;
}
