using IdentityService.Operations.Seeding;
using IdentityService.Operations.UserPools.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityService.Operations;

/// <summary>Every operation of the catalogue, and the gate before them.</summary>
public static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        foreach (var line in Catalogue.Services.SelectMany(s => s.Lines))
            services.AddScoped(line.Operation);
        return services.AddScoped<Gate>().AddScoped<TrustedClients>().AddScoped<Seed>();
    }
}
