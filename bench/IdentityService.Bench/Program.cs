using IdentityService.Bench;
using IdentityService.Bench.Bare;

switch (args)
{
    case ["bare", var address]:
        await BareServer.Run(address);
        return 0;
    case [var serviceFolder, .. var names]:
        await Measurement.Run(serviceFolder, names);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "bench/run.sh builds and starts this: IdentityService.Bench <folder of the published service> [name of a path ...]");
        return 2;
}
