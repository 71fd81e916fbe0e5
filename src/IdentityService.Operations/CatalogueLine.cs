using System.Reflection;
using System.Text.Json;
using IdentityService.Wire;
using IdentityService.Wire.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityService.Operations;

/// <summary>One operation as the gate sees it: its contract, its types, and how to run it.</summary>
public abstract class CatalogueLine
{
    public required OperationContract Contract { get; init; }
    public string Name => Contract.Name;
    public required Type Operation { get; init; }
    public required Type Request { get; init; }
    public required Type Response { get; init; }
    public required Type Caller { get; init; }

    /// <summary>Reads the request, asks the gate for the caller, runs the operation.</summary>
    internal abstract Task<object> Run(IServiceProvider services, CallerResolver callers, JsonElement body, CancellationToken cancel);

    internal static CatalogueLine Of(ServiceContract service, Type operation)
    {
        var shape = operation.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOperation<,,>));
        var make = typeof(CatalogueLine).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (CatalogueLine)make.MakeGenericMethod([operation, .. shape.GetGenericArguments()]).Invoke(null, [service.Operations[operation.Name]])!;
    }

    private static Typed<TOperation, TRequest, TResponse, TCaller> Make<TOperation, TRequest, TResponse, TCaller>(OperationContract contract)
        where TOperation : IOperation<TRequest, TResponse, TCaller>
        where TRequest : notnull
        where TResponse : notnull => new()
        {
            Contract = contract,
            Operation = typeof(TOperation),
            Request = typeof(TRequest),
            Response = typeof(TResponse),
            Caller = typeof(TCaller),
        };

    private sealed class Typed<TOperation, TRequest, TResponse, TCaller> : CatalogueLine
        where TOperation : IOperation<TRequest, TResponse, TCaller>
        where TRequest : notnull
        where TResponse : notnull
    {
        internal override async Task<object> Run(IServiceProvider services, CallerResolver callers, JsonElement body, CancellationToken cancel)
        {
            var request = body.Deserialize<TRequest>(WireJson.Requests)!;
            var caller = (TCaller)await callers.Resolve(this, request, cancel);
            return await services.GetRequiredService<TOperation>().Run(request, caller, cancel);
        }
    }
}
