using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>
/// What the settings of a pool may say together. Lengths and words of single members are the contract's. Texts: Cognito, observed,
/// unless their line says otherwise.
/// </summary>
public static class PoolRules
{
    private const int MostTags = 50;

    /// <summary>What only a new pool may choose: names, schema, and the age of temporary passwords in one of two places.</summary>
    /// <param name="asked">As the request has it, with the schema as declared.</param>
    /// <exception cref="Wire.CognitoError">InvalidParameterException.</exception>
    public static void CheckNew(UserPoolType asked)
    {
        if (asked.AliasAttributes is { Length: > 0 } aliases)
        {
            if (asked.UsernameAttributes is { Length: > 0 })
                throw InvalidParameter("Only one of the aliasAttributes or usernameAttributes can be set in a User pool.");

            // Documented; the words are ours.
            var required = (asked.SchemaAttributes ?? []).Any(a => a is { Name: "preferred_username", Required: true });
            if (required && aliases.Contains("preferred_username"))
                throw InvalidParameter("preferred_username cannot be both a required attribute and an alias attribute.");
        }

        if (asked.AdminCreateUserConfig?.UnusedAccountValidityDays > 0 && asked.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays > 0)
            throw InvalidParameter("Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays");
    }

    /// <summary>What new and changed settings must keep.</summary>
    /// <exception cref="Wire.CognitoError">InvalidParameterException, FeatureUnavailableInTierException or UserPoolTaggingException.</exception>
    public static void Check(UserPoolType asked)
    {
        CheckAddresses(asked);
        CheckRecovery(asked.AccountRecoverySetting?.RecoveryMechanisms ?? []);
        CheckFirstFactors(asked);
        CheckTriggers(asked.LambdaConfig ?? new LambdaConfigType());
        CheckTier(asked);
        CheckTags(asked.UserPoolTags ?? []);
    }

    private static void CheckAddresses(UserPoolType asked)
    {
        if (asked.SmsConfiguration is null)
        {
            if (asked.AutoVerifiedAttributes?.Contains("phone_number") == true)
                throw InvalidParameter("SMS configuration is required when phone_number is selected for auto verification");
            if (asked.MfaConfiguration is "ON" or "OPTIONAL")
                throw InvalidParameter("SMS configuration and Auto verification for phone_number are required when MFA is required/optional");
        }

        if (asked.EmailConfiguration is { EmailSendingAccount: "DEVELOPER", SourceArn: null })
            throw InvalidParameter("Source ARN is required to use DEVELOPER email sending owner");
    }

    private static void CheckRecovery(RecoveryOptionType[] mechanisms)
    {
        const string Invalid = "Invalid account recovery setting parameter. Account Recovery Setting cannot";
        if (mechanisms.Length > 1 && mechanisms.Any(m => m.Name == "admin_only"))
            throw InvalidParameter($"{Invalid} use admin_only setting with any other recovery mechanisms.");
        var names = mechanisms.DistinctBy(m => m.Name, StringComparer.Ordinal).Count();
        if (names < mechanisms.Length || mechanisms.DistinctBy(m => m.Priority).Count() < mechanisms.Length)
            throw InvalidParameter($"{Invalid} have duplicate priorities or recovery mechanisms.");
    }

    private static void CheckFirstFactors(UserPoolType asked)
    {
        if (asked.Policies?.SignInPolicy?.AllowedFirstAuthFactors is not { } factors)
            return;
        if (!factors.Contains("PASSWORD"))
            throw InvalidParameter("Password should be configured as one of the allowed first auth factors.");
        if (factors.Contains("SMS_OTP") && asked.SmsConfiguration is null)
            throw InvalidParameter("SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration");
    }

    private static void CheckTriggers(LambdaConfigType triggers)
    {
        if ((triggers.CustomSMSSender is not null || triggers.CustomEmailSender is not null) && triggers.KMSKeyID is null)
            throw InvalidParameter("KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.");
        if (triggers is { PreTokenGeneration: { } plain, PreTokenGenerationConfig.LambdaArn: { } versioned } && plain != versioned)
            throw InvalidParameter("Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's");
    }

    // The names "Password History" and "Threat Protection" are ours; the other two were observed.
    private static void CheckTier(UserPoolType asked)
    {
        var tier = asked.UserPoolTier;
        if (!Tiers.Includes(tier, Tiers.Essentials))
        {
            if (asked.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.Any(f => f != "PASSWORD") == true)
                throw Tiers.FeatureToDisable(tier, "Passwordless Sign-In");
            if (asked.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion is { } version and not "V1_0")
                throw Tiers.FeatureToDisable(tier, $"Token Customization with Pre-Token Generation Lambda {version}");
            if (asked.Policies?.PasswordPolicy?.PasswordHistorySize > 0)
                throw Tiers.FeatureToDisable(tier, "Password History");
        }

        if (!Tiers.Includes(tier, Tiers.Plus) && asked.UserPoolAddOns?.AdvancedSecurityMode is "AUDIT" or "ENFORCED")
            throw Tiers.FeatureToDisable(tier, "Threat Protection");
    }

    // Documented limits; the words are ours.
    private static void CheckTags(Dictionary<string, string> tags)
    {
        if (tags.Count > MostTags)
            throw UserPoolTagging($"A user pool can have at most {MostTags} tags.");
        if (tags.Keys.FirstOrDefault(k => k.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)) is { } reserved)
            throw UserPoolTagging($"The tag key {reserved} begins with the reserved prefix aws:.");
    }
}
