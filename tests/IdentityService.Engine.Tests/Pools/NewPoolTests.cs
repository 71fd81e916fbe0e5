using System.Text.Json;
using IdentityService.Engine.Pools;
using IdentityService.Wire;
using IdentityService.Wire.Structures;
using Xunit;

namespace IdentityService.Engine.Tests.Pools;

public sealed class NewPoolTests
{
    private static readonly Installation Here = new("http://localhost:8080", "123456789012", PinnedRegion: null);

    private static UserPoolType Make(string settings, string schema = "[]") => NewPool.From(
        JsonSerializer.Deserialize<UserPoolType>(settings, WireJson.Requests)!,
        JsonSerializer.Deserialize<SchemaAttributeType[]>(schema, WireJson.Requests)!,
        "us-east-1_abcDEF123", Here, DateTimeOffset.UnixEpoch);

    private static string Json(object value) => JsonSerializer.Serialize(value, WireJson.Answers);

    [Fact]
    public void A_pool_of_a_name_alone_reads_as_cognito_shows_it()
    {
        var shown = Json(Make("""{"Name":"p"}""") with { SchemaAttributes = null });

        Assert.Equal(
            """
            {"Id":"us-east-1_abcDEF123","Name":"p","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,
            "RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":7},"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}},
            "DeletionProtection":"INACTIVE","LambdaConfig":{},"LastModifiedDate":0,"CreationDate":0,
            "VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_CODE"},
            "UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":[]},"MfaConfiguration":"OFF",
            "EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"},
            "AdminCreateUserConfig":{"AllowAdminCreateUserOnly":false,"UnusedAccountValidityDays":7},
            "Arn":"arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abcDEF123",
            "AccountRecoverySetting":{"RecoveryMechanisms":[{"Priority":1,"Name":"verified_email"},{"Priority":2,"Name":"verified_phone_number"}]},
            "UserPoolTier":"ESSENTIALS","KeyConfiguration":{"KeyType":"AWS_OWNED_KEY"},"IssuerConfiguration":{"Type":"ORIGINAL"}}
            """.ReplaceLineEndings(""),
            shown);
    }

    [Fact]
    public void The_twenty_standard_attributes_have_their_exact_defaults()
    {
        var schema = Make("""{"Name":"p"}""").SchemaAttributes!;

        Assert.Equal(
            "sub,name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email,email_verified,gender,birthdate,"
            + "zoneinfo,locale,phone_number,phone_number_verified,address,updated_at",
            string.Join(',', schema.Select(a => a.Name)));
        Assert.Equal(
            """{"Name":"sub","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,"Required":true,"StringAttributeConstraints":{"MinLength":"1","MaxLength":"2048"}}""",
            Json(schema[0]));
        Assert.Equal(
            """{"Name":"updated_at","AttributeDataType":"Number","DeveloperOnlyAttribute":false,"Mutable":true,"Required":false,"NumberAttributeConstraints":{"MinValue":"0"}}""",
            Json(schema[^1]));
        Assert.Equal(
            """{"Name":"email_verified","AttributeDataType":"Boolean","DeveloperOnlyAttribute":false,"Mutable":true,"Required":false}""", Json(schema[11]));

        var described = SchemaAttributes.AsDescribed(schema);
        Assert.Equal(21, described.Length);
        Assert.Equal("profile,address,birthdate,gender", string.Join(",", described[..4].Select(a => a.Name)));
        Assert.Equal("nickname", described[^1].Name);
        Assert.Contains(described, a => a.Name == "identities");
    }

    [Fact]
    public void Custom_attributes_follow_in_the_order_asked_for_and_standard_ones_are_overridden_in_place()
    {
        var schema = Make("""{"Name":"p"}""", """
            [{"Name":"tier","AttributeDataType":"String"},{"Name":"email","Required":true},
             {"Name":"note","AttributeDataType":"Number","DeveloperOnlyAttribute":true,"Mutable":false,"NumberAttributeConstraints":{"MaxValue":"9"}},
             {"Name":"sub","Required":false,"Mutable":true}]
            """).SchemaAttributes!;

        Assert.Equal("custom:tier,dev:custom:note", string.Join(",", schema[20..].Select(a => a.Name)));
        Assert.Equal("{}", Json(schema[20].StringAttributeConstraints!));
        Assert.Equal("""{"MaxValue":"9"}""", Json(schema[21].NumberAttributeConstraints!));
        Assert.True(schema[10].Required);
        Assert.Equal("2048", schema[10].StringAttributeConstraints!.MaxLength);
        Assert.False(schema[0].Mutable);
        Assert.True(schema[0].Required);
    }

    [Fact]
    public void Settings_that_are_one_value_in_two_places_show_both()
    {
        var pool = Make("""
            {"Name":"p","EmailVerificationMessage":"old {####}","VerificationMessageTemplate":{"EmailMessage":"new {####}","SmsMessage":"sms {####}"},
             "AdminCreateUserConfig":{"UnusedAccountValidityDays":3},"DeviceConfiguration":{"ChallengeRequiredOnNewDevice":true},
             "Policies":{"PasswordPolicy":{"RequireNumbers":true,"TemporaryPasswordValidityDays":0}}}
            """);

        Assert.Equal("new {####}", pool.EmailVerificationMessage);
        Assert.Equal("sms {####}", pool.SmsVerificationMessage);
        Assert.Equal(3, pool.AdminCreateUserConfig!.UnusedAccountValidityDays);
        Assert.Equal(
            """{"MinimumLength":8,"RequireUppercase":false,"RequireLowercase":false,"RequireNumbers":true,"RequireSymbols":false,"TemporaryPasswordValidityDays":3}""",
            Json(pool.Policies!.PasswordPolicy!));
        Assert.False(pool.DeviceConfiguration!.DeviceOnlyRememberedOnUserPrompt);
    }

    [Theory]
    [InlineData("""{"AliasAttributes":["email"],"UsernameAttributes":["email"]}""", "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.")]
    [InlineData("""{"AdminCreateUserConfig":{"UnusedAccountValidityDays":3},"Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":3}}}""", "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays")]
    [InlineData("""{"AutoVerifiedAttributes":["phone_number"]}""", "SMS configuration is required when phone_number is selected for auto verification")]
    [InlineData("""{"MfaConfiguration":"ON"}""", "SMS configuration and Auto verification for phone_number are required when MFA is required/optional")]
    [InlineData("""{"EmailConfiguration":{"EmailSendingAccount":"DEVELOPER"}}""", "Source ARN is required to use DEVELOPER email sending owner")]
    [InlineData("""{"AccountRecoverySetting":{"RecoveryMechanisms":[{"Priority":1,"Name":"admin_only"},{"Priority":2,"Name":"verified_email"}]}}""", "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.")]
    [InlineData("""{"AccountRecoverySetting":{"RecoveryMechanisms":[{"Priority":1,"Name":"verified_phone_number"},{"Priority":1,"Name":"verified_email"}]}}""", "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.")]
    [InlineData("""{"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["EMAIL_OTP"]}}}""", "Password should be configured as one of the allowed first auth factors.")]
    [InlineData("""{"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP"]}}}""", "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration")]
    [InlineData("""{"LambdaConfig":{"CustomEmailSender":{"LambdaVersion":"V1_0","LambdaArn":"a"}}}""", "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.")]
    [InlineData("""{"LambdaConfig":{"PreTokenGeneration":"a","PreTokenGenerationConfig":{"LambdaVersion":"V1_0","LambdaArn":"b"}}}""", "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's")]
    [InlineData("""{"UserPoolTier":"LITE","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}""", "The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In")]
    [InlineData("""{"UserPoolTier":"LITE","LambdaConfig":{"PreTokenGenerationConfig":{"LambdaVersion":"V2_0","LambdaArn":"b"}}}""", "The following features need to be disabled for the LITE pricing tier configured: Token Customization with Pre-Token Generation Lambda V2_0")]
    [InlineData("""{"UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}""", "The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection")]
    [InlineData("""{"UserPoolTags":{"aws:x":"y"}}""", "The tag key aws:x begins with the reserved prefix aws:.")]
    [InlineData("""{"UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}""", "AdvancedSecurityMode ENFORCED is not supported by this version of IdentityService.")]
    [InlineData("""{"SmsConfiguration":{"SnsCallerArn":"a"},"MfaConfiguration":"OPTIONAL"}""", "MfaConfiguration OPTIONAL is not supported by this version of IdentityService.")]
    [InlineData("""{"LambdaConfig":{"PreSignUp":"a"}}""", "The trigger PreSignUp of LambdaConfig is not supported by this version of IdentityService.")]
    [InlineData("""{"Policies":{"PasswordPolicy":{"PasswordHistorySize":1}}}""", "PasswordHistorySize above 0 is not supported by this version of IdentityService.")]
    public void What_settings_may_not_say_together_is_refused(string settings, string message) =>
        Assert.Equal(message, Assert.Throws<CognitoError>(() => Make(settings)).WireMessage);

    [Theory]
    [InlineData("""[{"Name":"x"}]""", "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.")]
    [InlineData("""[{"Name":"x","AttributeDataType":"String","Required":true}]""", "Required custom attributes are not supported currently.")]
    [InlineData("""[{"Name":"email","AttributeDataType":"Number"}]""", "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email")]
    [InlineData("""[{"Name":"x","AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"a"}}]""", "Invalid StringAttributeConstraints for schema attribute custom:x")]
    [InlineData("""[{"Name":"x","AttributeDataType":"Number","NumberAttributeConstraints":{"MinValue":"a"}}]""", "Invalid NumberAttributeConstraints for schema attribute custom:x")]
    [InlineData("""[{"Name":"x","AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"2049"}}]""", "user.custom:x: String attributes cannot have a length of more than 2048")]
    [InlineData("""[{"Name":"x","AttributeDataType":"String","StringAttributeConstraints":{"MinLength":"5","MaxLength":"4"}}]""", "Attribute custom:x cannot have a max length shorter than it's min length")]
    [InlineData("""[{"Name":"x","AttributeDataType":"Number","NumberAttributeConstraints":{"MinValue":"5","MaxValue":"4"}}]""", "Attribute custom:x cannot have a max value smaller than it's min value")]
    [InlineData("""[{"Name":"x","AttributeDataType":"Boolean"},{"Name":"x","AttributeDataType":"String"}]""", "Duplicate custom attribute names custom:x are not allowed in a user pool schema.")]
    public void A_schema_that_cannot_be_is_refused(string schema, string message) =>
        Assert.Equal(message, Assert.Throws<CognitoError>(() => Make("""{"Name":"p"}""", schema)).WireMessage);
}
