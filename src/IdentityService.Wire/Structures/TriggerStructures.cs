namespace IdentityService.Wire.Structures;

// Which functions of the customer a pool calls.

public sealed record LambdaConfigType
{
    public string? PreSignUp { get; init; }
    public string? CustomMessage { get; init; }
    public string? PostConfirmation { get; init; }
    public string? PreAuthentication { get; init; }
    public string? PostAuthentication { get; init; }
    public string? DefineAuthChallenge { get; init; }
    public string? CreateAuthChallenge { get; init; }
    public string? VerifyAuthChallengeResponse { get; init; }
    public string? PreTokenGeneration { get; init; }
    public string? UserMigration { get; init; }
    public PreTokenGenerationVersionConfigType? PreTokenGenerationConfig { get; init; }
    public CustomSMSLambdaVersionConfigType? CustomSMSSender { get; init; }
    public CustomEmailLambdaVersionConfigType? CustomEmailSender { get; init; }
    public string? KMSKeyID { get; init; }
    public InboundFederationLambdaType? InboundFederation { get; init; }
}

public sealed record PreTokenGenerationVersionConfigType
{
    public required string LambdaVersion { get; init; }
    public required string LambdaArn { get; init; }
}

public sealed record CustomSMSLambdaVersionConfigType
{
    public required string LambdaVersion { get; init; }
    public required string LambdaArn { get; init; }
}

public sealed record CustomEmailLambdaVersionConfigType
{
    public required string LambdaVersion { get; init; }
    public required string LambdaArn { get; init; }
}

public sealed record InboundFederationLambdaType
{
    public required string LambdaVersion { get; init; }
    public required string LambdaArn { get; init; }
}
