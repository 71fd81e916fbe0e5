using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Jobs;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Protection;
using IdentityService.Engine.Secrets;
using IdentityService.Engine.Sessions;
using IdentityService.Engine.SignIn;
using IdentityService.Engine.SignIn.Challenges;
using IdentityService.Engine.Tokens;
using IdentityService.Engine.Users;
using IdentityService.Storage;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdentityService.Engine;

/// <summary>The Engine's nouns. What holds a unit of work is scoped: one scope a request.</summary>
public static class EngineRegistration
{
    public static IServiceCollection AddEngine(this IServiceCollection services, NpgsqlDataSource source, DataKeys keys, Installation installation)
    {
        services.AddPooledDbContextFactory<DirectoryDb>(options => DirectoryDataSource.Configure(options, source));
        services.AddScoped(all => all.GetRequiredService<IDbContextFactory<DirectoryDb>>().CreateDbContext());
        services.AddSingleton(source).AddSingleton(keys).AddSingleton(installation).AddSingleton(TimeProvider.System);

        services.AddSingleton<Envelope>().AddSingleton<Cursors>().AddScoped<AccessKeys>();
        services.AddSingleton<SigningKeyRing>().AddSingleton<PoolDirectory>().AddScoped<PoolStore>().AddScoped<AppClients>();
        services.AddSingleton<TokenMint>().AddScoped<TokenSessions>().AddScoped<AccessTokens>().AddScoped<RefreshTokens>();
        services.AddSingleton<PasswordHashing>().AddSingleton<PasswordFactor>().AddScoped<Lockout>().AddScoped<Quotas>();
        services.AddScoped<UserAccounts>().AddScoped<Aliases>().AddScoped<ConfirmationCodes>().AddScoped<Confirmation>();
        services.AddScoped<PasswordChange>().AddScoped<Invitations>().AddScoped<UserSearch>();
        services.AddScoped<SignIns>().AddScoped<SignInGrant>().AddScoped<SignInHandles>().AddScoped<UserGate>();
        services.AddScoped<PlainPasswordFlow>().AddScoped<SrpFlow>().AddScoped<RefreshFlow>().AddScoped<NewPasswordChallenge>();

        services.AddHostedService<PoolChanges>();
        services.AddSingleton<ExpiredRows>().AddHostedService(all => all.GetRequiredService<ExpiredRows>());
        services.AddSingleton<SealedKeyRepository>();
        services.AddOptions<KeyManagementOptions>().Configure<SealedKeyRepository>((options, repository) => options.XmlRepository = repository);
        return services;
    }
}
