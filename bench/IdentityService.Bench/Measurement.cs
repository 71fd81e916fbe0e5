using IdentityService.Bench.Client;
using IdentityService.Bench.Measure;
using IdentityService.Bench.Paths;
using IdentityService.Bench.Service;

namespace IdentityService.Bench;

/// <summary>
/// Processor time a request: the service and its PostgreSQL apart, beside a bare ASP.NET program that does the same cryptography and
/// nothing else. Both run in this one go, so that the ratios mean something on any machine.
/// </summary>
public static class Measurement
{
    private const int Workers = 4;
    private const int Rounds = 3;

    public static async Task Run(string serviceFolder)
    {
        var folder = Directory.CreateTempSubdirectory("identityservice-bench-").FullName;
        try
        {
            await using var service = await ServiceProcess.Start(serviceFolder, folder);
            await using var bare = await BareProcess.Start();
            using var http = new Http(Workers);

            var people = await People.Make(http, service, Workers);
            var lines = new List<ResultLine>();
            foreach (var path in RequestPaths.All)
                lines.Add(await MeasurePath(path, people, new Caller(http, service.Address), service, new Caller(http, bare.Address), bare));
            Report.Print(service, lines);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ResultLine> MeasurePath(
        RequestPath path, IReadOnlyList<Person> people, Caller caller, ServiceProcess service, Caller bareCaller, BareProcess bare)
    {
        await Console.Error.WriteLineAsync($"{path.Name} ...");
        Func<int, Task> ours = worker => path.Service(caller, people[worker]);
        Func<int, Task> theirs = worker => path.Bare(bareCaller, people[worker]);
        await Load.Run(path.WarmUp, Workers, ours);
        await Load.Run(path.WarmUp, Workers, theirs);

        var (server, postgres, floor) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (serverBefore, postgresBefore) = (ProcessTimes.Of(service.Id), ProcessTimes.OfPostgres(service.PostmasterId));
            await Load.Run(path.Requests, Workers, ours);
            server.Add((ProcessTimes.Of(service.Id) - serverBefore) / path.Requests);
            postgres.Add((ProcessTimes.OfPostgres(service.PostmasterId) - postgresBefore) / path.Requests);

            var bareBefore = ProcessTimes.Of(bare.Id);
            await Load.Run(path.Requests, Workers, theirs);
            floor.Add((ProcessTimes.Of(bare.Id) - bareBefore) / path.Requests);
        }

        return new ResultLine(path, Median(server), Median(postgres), Median(floor));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
