using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Pools;

/// <summary>
/// What a pool's settings become when they leave something out, and which settings show one value in two places (Cognito: observed).
/// </summary>
public static class PoolDefaults
{
    private const int DefaultTemporaryDays = 7;
    private const int DefaultMinimumLength = 8;

    /// <summary>Completes settings that have passed <see cref="PoolRules"/>. What Cognito does not default stays absent.</summary>
    public static UserPoolType Complete(UserPoolType asked)
    {
        var password = PasswordPolicy(asked);
        var template = Template(asked);
        return asked with
        {
            Policies = new UserPoolPolicyType
            {
                PasswordPolicy = password,
                SignInPolicy = asked.Policies?.SignInPolicy is { AllowedFirstAuthFactors: not null } chosen
                    ? chosen
                    : new SignInPolicyType { AllowedFirstAuthFactors = ["PASSWORD"] },
            },
            DeletionProtection = asked.DeletionProtection ?? "INACTIVE",
            LambdaConfig = Triggers(asked.LambdaConfig ?? new LambdaConfigType()),
            AutoVerifiedAttributes = NullIfEmpty(asked.AutoVerifiedAttributes),
            AliasAttributes = NullIfEmpty(asked.AliasAttributes),
            UsernameAttributes = NullIfEmpty(asked.UsernameAttributes),
            VerificationMessageTemplate = template,
            EmailVerificationMessage = template.EmailMessage,
            EmailVerificationSubject = template.EmailSubject,
            SmsVerificationMessage = template.SmsMessage,
            UserAttributeUpdateSettings = new UserAttributeUpdateSettingsType
            {
                AttributesRequireVerificationBeforeUpdate = asked.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [],
            },
            MfaConfiguration = asked.MfaConfiguration ?? "OFF",
            DeviceConfiguration = Devices(asked.DeviceConfiguration),
            EmailConfiguration = Email(asked.EmailConfiguration ?? new EmailConfigurationType()),
            AdminCreateUserConfig = Invitations(asked.AdminCreateUserConfig ?? new AdminCreateUserConfigType(), password),
            AccountRecoverySetting = asked.AccountRecoverySetting is { RecoveryMechanisms: not null } recovery ? recovery : Recovery(),
            UserPoolTier = asked.UserPoolTier ?? Tiers.Essentials,
            IssuerConfiguration = new IssuerConfigurationType { Type = asked.IssuerConfiguration?.Type ?? "ORIGINAL" },
            KeyConfiguration = (asked.KeyConfiguration ?? new KeyConfigurationType()) with
            {
                KeyType = asked.KeyConfiguration?.KeyType ?? "AWS_OWNED_KEY",
            },
        };
    }

    private static EmailConfigurationType Email(EmailConfigurationType asked) =>
        asked with { EmailSendingAccount = asked.EmailSendingAccount ?? "COGNITO_DEFAULT" };

    // Cognito: observed; the older setting of the validity mirrors the newer one.
    private static AdminCreateUserConfigType Invitations(AdminCreateUserConfigType asked, PasswordPolicyType password) => asked with
    {
        AllowAdminCreateUserOnly = asked.AllowAdminCreateUserOnly ?? false,
        UnusedAccountValidityDays = password.TemporaryPasswordValidityDays,
    };

    // A policy given in part asks for nothing it does not name; only a policy not given at all asks for every class of characters.
    private static PasswordPolicyType PasswordPolicy(UserPoolType asked)
    {
        var given = asked.Policies?.PasswordPolicy;
        return new PasswordPolicyType
        {
            MinimumLength = given?.MinimumLength ?? DefaultMinimumLength,
            RequireUppercase = given?.RequireUppercase ?? given is null,
            RequireLowercase = given?.RequireLowercase ?? given is null,
            RequireNumbers = given?.RequireNumbers ?? given is null,
            RequireSymbols = given?.RequireSymbols ?? given is null,
            PasswordHistorySize = given?.PasswordHistorySize is > 0 and var size ? size : null,
            TemporaryPasswordValidityDays = Positive(given?.TemporaryPasswordValidityDays)
                ?? Positive(asked.AdminCreateUserConfig?.UnusedAccountValidityDays) ?? DefaultTemporaryDays,
        };
    }

    // The template and the three older members are one; where both are given and differ, the template wins.
    private static VerificationMessageTemplateType Template(UserPoolType asked)
    {
        var given = asked.VerificationMessageTemplate ?? new VerificationMessageTemplateType();
        return given with
        {
            SmsMessage = given.SmsMessage ?? asked.SmsVerificationMessage,
            EmailMessage = given.EmailMessage ?? asked.EmailVerificationMessage,
            EmailSubject = given.EmailSubject ?? asked.EmailVerificationSubject,
            DefaultEmailOption = given.DefaultEmailOption ?? "CONFIRM_WITH_CODE",
        };
    }

    // The function before token generation stands in two members; Terraform expects both, whichever was set.
    private static LambdaConfigType Triggers(LambdaConfigType given) => given with
    {
        PreTokenGeneration = given.PreTokenGeneration ?? given.PreTokenGenerationConfig?.LambdaArn,
        PreTokenGenerationConfig = given.PreTokenGenerationConfig ?? (given.PreTokenGeneration is { } function
            ? new PreTokenGenerationVersionConfigType { LambdaVersion = "V1_0", LambdaArn = function }
            : null),
    };

    private static DeviceConfigurationType? Devices(DeviceConfigurationType? given) => given is null ? null : new DeviceConfigurationType
    {
        ChallengeRequiredOnNewDevice = given.ChallengeRequiredOnNewDevice ?? false,
        DeviceOnlyRememberedOnUserPrompt = given.DeviceOnlyRememberedOnUserPrompt ?? false,
    };

    private static AccountRecoverySettingType Recovery() => new()
    {
        RecoveryMechanisms =
        [
            new RecoveryOptionType { Priority = 1, Name = "verified_email" },
            new RecoveryOptionType { Priority = 2, Name = "verified_phone_number" },
        ],
    };

    private static string[]? NullIfEmpty(string[]? list) => list is { Length: > 0 } ? list : null;

    private static int? Positive(int? days) => days is > 0 ? days : null;
}
