using IdentityService.Engine;
using IdentityService.Engine.Pools;
using IdentityService.Wire.Identifiers;
using IdentityService.Wire.Structures;

namespace IdentityService.Operations.UserPools.Pools;

/// <summary>Makes a user pool in the caller's region.</summary>
public sealed class CreateUserPool(PoolStore pools, Installation installation, TimeProvider clock)
    : IOperation<CreateUserPool.Request, CreateUserPool.Response, Administrator>
{
    public sealed record Request
    {
        public required string PoolName { get; init; }
        public UserPoolPolicyType? Policies { get; init; }
        public string? DeletionProtection { get; init; }
        public LambdaConfigType? LambdaConfig { get; init; }
        public string[]? AutoVerifiedAttributes { get; init; }
        public string[]? AliasAttributes { get; init; }
        public string[]? UsernameAttributes { get; init; }
        public string? SmsVerificationMessage { get; init; }
        public string? EmailVerificationMessage { get; init; }
        public string? EmailVerificationSubject { get; init; }
        public VerificationMessageTemplateType? VerificationMessageTemplate { get; init; }
        public string? SmsAuthenticationMessage { get; init; }
        public string? MfaConfiguration { get; init; }
        public UserAttributeUpdateSettingsType? UserAttributeUpdateSettings { get; init; }
        public DeviceConfigurationType? DeviceConfiguration { get; init; }
        public EmailConfigurationType? EmailConfiguration { get; init; }
        public SmsConfigurationType? SmsConfiguration { get; init; }
        public Dictionary<string, string>? UserPoolTags { get; init; }
        public AdminCreateUserConfigType? AdminCreateUserConfig { get; init; }
        public SchemaAttributeType[]? Schema { get; init; }
        public UserPoolAddOnsType? UserPoolAddOns { get; init; }
        public UsernameConfigurationType? UsernameConfiguration { get; init; }
        public AccountRecoverySettingType? AccountRecoverySetting { get; init; }
        public string? UserPoolTier { get; init; }
        public DcrConfigurationType? DcrConfiguration { get; init; }
        public KeyConfigurationType? KeyConfiguration { get; init; }
        public IssuerConfigurationType? IssuerConfiguration { get; init; }
        public Dictionary<string, string>? AcrConfiguration { get; init; }

        /// <summary>The same in the words of a pool's settings; Schema aside.</summary>
        internal UserPoolType AsSettings() => new()
        {
            Name = PoolName,
            Policies = Policies,
            DeletionProtection = DeletionProtection,
            LambdaConfig = LambdaConfig,
            AutoVerifiedAttributes = AutoVerifiedAttributes,
            AliasAttributes = AliasAttributes,
            UsernameAttributes = UsernameAttributes,
            SmsVerificationMessage = SmsVerificationMessage,
            EmailVerificationMessage = EmailVerificationMessage,
            EmailVerificationSubject = EmailVerificationSubject,
            VerificationMessageTemplate = VerificationMessageTemplate,
            SmsAuthenticationMessage = SmsAuthenticationMessage,
            MfaConfiguration = MfaConfiguration,
            UserAttributeUpdateSettings = UserAttributeUpdateSettings,
            DeviceConfiguration = DeviceConfiguration,
            EmailConfiguration = EmailConfiguration,
            SmsConfiguration = SmsConfiguration,
            UserPoolTags = UserPoolTags is { Count: > 0 } ? UserPoolTags : null,
            AdminCreateUserConfig = AdminCreateUserConfig,
            UserPoolAddOns = UserPoolAddOns,
            UsernameConfiguration = UsernameConfiguration,
            AccountRecoverySetting = AccountRecoverySetting,
            UserPoolTier = UserPoolTier,
            DcrConfiguration = DcrConfiguration,
            KeyConfiguration = KeyConfiguration,
            IssuerConfiguration = IssuerConfiguration,
            AcrConfiguration = AcrConfiguration,
        };
    }

    public sealed record Response
    {
        public UserPoolType? UserPool { get; init; }
    }

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var region = installation.RegionFor(caller.Region);
        UserPoolType made;
        do
        {
            made = NewPool.From(request.AsSettings(), request.Schema ?? [], RandomText.PoolId(region), installation, clock.GetUtcNow());
        }
        while (!await pools.TryAdd(made, cancel)); // Nine random characters: a second turn is all but unheard of.

        return new Response { UserPool = made with { EstimatedNumberOfUsers = 0 } };
    }
}
