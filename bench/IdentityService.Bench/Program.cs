using IdentityService.Bench;
using IdentityService.Bench.Bare;

switch (args)
{
    case ["bare", var address]:
        await BareServer.Run(address);
        return 0;
    case [var serviceFolder]:
        await Measurement.Run(serviceFolder);
        return 0;
    default:
        await Console.Error.WriteLineAsync("bench/run.sh builds and starts this: IdentityService.Bench <folder of the published service>");
        return 2;
}
