using IdentityService.Operations.UserPools.Clients;
using IdentityService.Operations.UserPools.Passwords;
using IdentityService.Operations.UserPools.Pools;
using IdentityService.Operations.UserPools.Registration;
using IdentityService.Operations.UserPools.Sessions;
using IdentityService.Operations.UserPools.SignIn;
using IdentityService.Operations.UserPools.Users;
using IdentityService.Wire.Contracts;

namespace IdentityService.Operations;

/// <summary>The table of contents: what the server can do, one line an operation.</summary>
public static class Catalogue
{
    /// <summary>Amazon Cognito user pools.</summary>
    public static IReadOnlyList<CatalogueLine> UserPools { get; } =
    [
        // Pools
        Line<CreateUserPool>(),
        Line<DescribeUserPool>(),
        Line<ListUserPools>(),
        Line<DeleteUserPool>(),

        // App clients
        Line<CreateUserPoolClient>(),
        Line<DescribeUserPoolClient>(),
        Line<ListUserPoolClients>(),
        Line<UpdateUserPoolClient>(),
        Line<DeleteUserPoolClient>(),

        // Registration
        Line<SignUp>(),
        Line<ConfirmSignUp>(),
        Line<ResendConfirmationCode>(),
        Line<AdminConfirmSignUp>(),

        // Users
        Line<AdminCreateUser>(),
        Line<AdminGetUser>(),
        Line<AdminDeleteUser>(),
        Line<AdminDisableUser>(),
        Line<AdminEnableUser>(),
        Line<ListUsers>(),
        Line<GetUser>(),
        Line<DeleteUser>(),

        // Passwords
        Line<AdminSetUserPassword>(),
        Line<ChangePassword>(),
        Line<ForgotPassword>(),
        Line<ConfirmForgotPassword>(),

        // Sign-in
        Line<InitiateAuth>(),
        Line<RespondToAuthChallenge>(),
        Line<AdminInitiateAuth>(),
        Line<AdminRespondToAuthChallenge>(),
        Line<GetTokensFromRefreshToken>(),

        // Sessions
        Line<GlobalSignOut>(),
        Line<AdminUserGlobalSignOut>(),
        Line<RevokeToken>(),
    ];

    /// <summary>Every service with what is built of it.</summary>
    public static IReadOnlyList<(ServiceContract Contract, IReadOnlyList<CatalogueLine> Lines)> Services { get; } =
    [
        (ServiceContract.CognitoIdp, UserPools),
        (ServiceContract.CognitoIdentity, []),
        (ServiceContract.CognitoSync, []),
    ];

    private static readonly Dictionary<string, CatalogueLine> ByTarget = Services
        .SelectMany(s => s.Lines.Select(line => (Target: $"{s.Contract.TargetPrefix}.{line.Name}", Line: line)))
        .ToDictionary(x => x.Target, x => x.Line, StringComparer.Ordinal);

    /// <summary>The line an X-Amz-Target names; null for what is unknown or not built.</summary>
    public static CatalogueLine? Find(string target) => ByTarget.GetValueOrDefault(target);

    private static CatalogueLine Line<TOperation>() => CatalogueLine.Of(ServiceContract.CognitoIdp, typeof(TOperation));
}
