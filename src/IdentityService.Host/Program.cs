using IdentityService.Engine;
using IdentityService.Host;
using IdentityService.Host.Operation;
using IdentityService.Host.PrivatePostgres;

if (args is ["healthcheck"])
    return await HealthCheck.Run();

try
{
    await using var service = await RunningService.Start(args);
    StartBlock.Print(service.Settings, service.MadeAccessKey);
    await service.App.WaitForShutdownAsync();
    return 0;
}
catch (Exception refusal) when (refusal is StartRefused or PrivatePostgresRefusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
