using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>
/// What a pool may ask for in Cognito and this version does not do, where keeping the setting in silence would leave a pool less protected
/// than its administrator believes. Whoever builds one of these deletes its line here; nothing else knows of them.
/// </summary>
public static class NotYetBuilt
{
    /// <exception cref="Wire.CognitoError">InvalidParameterException that names the first such setting.</exception>
    public static void Refuse(UserPoolType asked)
    {
        RefuseIf(asked.MfaConfiguration is "ON" or "OPTIONAL", $"MfaConfiguration {asked.MfaConfiguration}");
        var protection = asked.UserPoolAddOns;
        RefuseIf(protection?.AdvancedSecurityMode is "AUDIT" or "ENFORCED", $"AdvancedSecurityMode {protection?.AdvancedSecurityMode}");
        RefuseIf(protection?.AdvancedSecurityAdditionalFlows?.CustomAuthMode is not null, "CustomAuthMode of AdvancedSecurityAdditionalFlows");
        RefuseIf(asked.Policies?.PasswordPolicy?.PasswordHistorySize > 0, "PasswordHistorySize above 0");
        RefuseIf(asked.KeyConfiguration?.KeyType == "CUSTOMER_MANAGED_KEY", "KeyType CUSTOMER_MANAGED_KEY");
        foreach (var (trigger, function) in Triggers(asked.LambdaConfig ?? new LambdaConfigType()))
            RefuseIf(function is not null, $"The trigger {trigger} of LambdaConfig");
    }

    private static IEnumerable<(string Trigger, string? Function)> Triggers(LambdaConfigType triggers) =>
    [
        (nameof(triggers.PreSignUp), triggers.PreSignUp),
        (nameof(triggers.CustomMessage), triggers.CustomMessage),
        (nameof(triggers.PostConfirmation), triggers.PostConfirmation),
        (nameof(triggers.PreAuthentication), triggers.PreAuthentication),
        (nameof(triggers.PostAuthentication), triggers.PostAuthentication),
        (nameof(triggers.DefineAuthChallenge), triggers.DefineAuthChallenge),
        (nameof(triggers.CreateAuthChallenge), triggers.CreateAuthChallenge),
        (nameof(triggers.VerifyAuthChallengeResponse), triggers.VerifyAuthChallengeResponse),
        (nameof(triggers.PreTokenGeneration), triggers.PreTokenGeneration),
        (nameof(triggers.PreTokenGenerationConfig), triggers.PreTokenGenerationConfig?.LambdaArn),
        (nameof(triggers.UserMigration), triggers.UserMigration),
        (nameof(triggers.CustomSMSSender), triggers.CustomSMSSender?.LambdaArn),
        (nameof(triggers.CustomEmailSender), triggers.CustomEmailSender?.LambdaArn),
        (nameof(triggers.InboundFederation), triggers.InboundFederation?.LambdaArn),
    ];

    private static void RefuseIf(bool wanted, string setting)
    {
        if (wanted)
            throw InvalidParameter($"{setting} is not supported by this version of IdentityService.");
    }
}
