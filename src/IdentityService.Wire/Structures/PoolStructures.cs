namespace IdentityService.Wire.Structures;

// Shared structures of user pools, as the contract names them.

public sealed record UserPoolType
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public UserPoolPolicyType? Policies { get; init; }
    public string? DeletionProtection { get; init; }
    public LambdaConfigType? LambdaConfig { get; init; }
    public string? Status { get; init; }
    public DateTimeOffset? LastModifiedDate { get; init; }
    public DateTimeOffset? CreationDate { get; init; }
    public SchemaAttributeType[]? SchemaAttributes { get; init; }
    public string[]? AutoVerifiedAttributes { get; init; }
    public string[]? AliasAttributes { get; init; }
    public string[]? UsernameAttributes { get; init; }
    public string? SmsVerificationMessage { get; init; }
    public string? EmailVerificationMessage { get; init; }
    public string? EmailVerificationSubject { get; init; }
    public VerificationMessageTemplateType? VerificationMessageTemplate { get; init; }
    public string? SmsAuthenticationMessage { get; init; }
    public UserAttributeUpdateSettingsType? UserAttributeUpdateSettings { get; init; }
    public string? MfaConfiguration { get; init; }
    public DeviceConfigurationType? DeviceConfiguration { get; init; }
    public int? EstimatedNumberOfUsers { get; init; }
    public EmailConfigurationType? EmailConfiguration { get; init; }
    public SmsConfigurationType? SmsConfiguration { get; init; }
    public Dictionary<string, string>? UserPoolTags { get; init; }
    public string? SmsConfigurationFailure { get; init; }
    public string? EmailConfigurationFailure { get; init; }
    public string? Domain { get; init; }
    public string? CustomDomain { get; init; }
    public AdminCreateUserConfigType? AdminCreateUserConfig { get; init; }
    public UserPoolAddOnsType? UserPoolAddOns { get; init; }
    public UsernameConfigurationType? UsernameConfiguration { get; init; }
    public string? Arn { get; init; }
    public AccountRecoverySettingType? AccountRecoverySetting { get; init; }
    public string? UserPoolTier { get; init; }
    public DcrConfigurationType? DcrConfiguration { get; init; }
    public KeyConfigurationType? KeyConfiguration { get; init; }
    public IssuerConfigurationType? IssuerConfiguration { get; init; }
    public Dictionary<string, string>? AcrConfiguration { get; init; }
}

public sealed record UserPoolDescriptionType
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public LambdaConfigType? LambdaConfig { get; init; }
    public string? Status { get; init; }
    public DateTimeOffset? LastModifiedDate { get; init; }
    public DateTimeOffset? CreationDate { get; init; }
    public string[]? ReplicaRegions { get; init; }
}

public sealed record UserPoolPolicyType
{
    public PasswordPolicyType? PasswordPolicy { get; init; }
    public SignInPolicyType? SignInPolicy { get; init; }
}

public sealed record PasswordPolicyType
{
    public int? MinimumLength { get; init; }
    public bool? RequireUppercase { get; init; }
    public bool? RequireLowercase { get; init; }
    public bool? RequireNumbers { get; init; }
    public bool? RequireSymbols { get; init; }
    public int? PasswordHistorySize { get; init; }
    public int? TemporaryPasswordValidityDays { get; init; }
}

public sealed record SignInPolicyType
{
    public string[]? AllowedFirstAuthFactors { get; init; }
}

public sealed record VerificationMessageTemplateType
{
    public string? SmsMessage { get; init; }
    public string? EmailMessage { get; init; }
    public string? EmailSubject { get; init; }
    public string? EmailMessageByLink { get; init; }
    public string? EmailSubjectByLink { get; init; }
    public string? DefaultEmailOption { get; init; }
}

public sealed record UserAttributeUpdateSettingsType
{
    public string[]? AttributesRequireVerificationBeforeUpdate { get; init; }
}

public sealed record DeviceConfigurationType
{
    public bool? ChallengeRequiredOnNewDevice { get; init; }
    public bool? DeviceOnlyRememberedOnUserPrompt { get; init; }
}

public sealed record EmailConfigurationType
{
    public string? SourceArn { get; init; }
    public string? ReplyToEmailAddress { get; init; }
    public string? EmailSendingAccount { get; init; }
    public string? From { get; init; }
    public string? ConfigurationSet { get; init; }
}

public sealed record SmsConfigurationType
{
    public required string SnsCallerArn { get; init; }
    public string? ExternalId { get; init; }
    public string? SnsRegion { get; init; }
    public EumsSmsConfigurationType? EumsSms { get; init; }
}

public sealed record EumsSmsConfigurationType
{
    public required string CallerArn { get; init; }
    public string? ExternalId { get; init; }
    public string? OriginationIdentity { get; init; }
    public string? ConfigurationSetName { get; init; }
    public string? InEntityId { get; init; }
    public string? InTemplateId { get; init; }
    public string? Region { get; init; }
}

public sealed record AdminCreateUserConfigType
{
    public bool? AllowAdminCreateUserOnly { get; init; }
    public int? UnusedAccountValidityDays { get; init; }
    public MessageTemplateType? InviteMessageTemplate { get; init; }
}

public sealed record MessageTemplateType
{
    public string? SMSMessage { get; init; }
    public string? EmailMessage { get; init; }
    public string? EmailSubject { get; init; }
}

public sealed record UserPoolAddOnsType
{
    public required string AdvancedSecurityMode { get; init; }
    public AdvancedSecurityAdditionalFlowsType? AdvancedSecurityAdditionalFlows { get; init; }
}

public sealed record AdvancedSecurityAdditionalFlowsType
{
    public string? CustomAuthMode { get; init; }
}

public sealed record UsernameConfigurationType
{
    public required bool CaseSensitive { get; init; }
}

public sealed record AccountRecoverySettingType
{
    public RecoveryOptionType[]? RecoveryMechanisms { get; init; }
}

public sealed record RecoveryOptionType
{
    public required int Priority { get; init; }
    public required string Name { get; init; }
}

public sealed record DcrConfigurationType
{
    public string? EnableStatus { get; init; }
    public bool? OpenDcrEnabled { get; init; }
    public string[]? AuthenticatedGrantTypes { get; init; }
    public string[]? OpenDcrGrantTypes { get; init; }
    public string[]? AllowedScopes { get; init; }
}

public sealed record KeyConfigurationType
{
    public string? KeyType { get; init; }
    public string? KmsKeyArn { get; init; }
}

public sealed record IssuerConfigurationType
{
    public string? Type { get; init; }
}
