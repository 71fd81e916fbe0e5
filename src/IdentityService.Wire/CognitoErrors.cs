using System.Globalization;

namespace IdentityService.Wire;

/// <summary>Every refusal the operations know, by its wire name. Texts: Cognito, observed, unless their line says otherwise.</summary>
public static class CognitoErrors
{
    // Who are you?
    public static CognitoError NotAuthorized(string message) => new("NotAuthorizedException", message);
    public static CognitoError IncorrectUsernameOrPassword() => NotAuthorized("Incorrect username or password.");
    public static CognitoError PasswordAttemptsExceeded() => NotAuthorized("Password attempts exceeded");
    public static CognitoError UserIsDisabled() => NotAuthorized("User is disabled.");
    public static CognitoError TemporaryPasswordExpired() =>
        NotAuthorized("Temporary password has expired and must be reset by an administrator.");

    // Sessions of a sign-in.
    public static CognitoError InvalidSession() => NotAuthorized("Invalid session for the user.");
    public static CognitoError SessionExpired() => NotAuthorized("Invalid session for the user, session is expired.");
    public static CognitoError SessionUsed() => NotAuthorized("Invalid session for the user, session can only be used once.");

    // Access tokens.
    public static CognitoError InvalidAccessToken() => NotAuthorized("Invalid Access Token");
    public static CognitoError UnverifiedAccessToken() => NotAuthorized("Could not verify signature for Access Token");
    public static CognitoError AccessTokenExpired() => NotAuthorized("Access Token has expired");
    public static CognitoError AccessTokenRevoked() => NotAuthorized("Access Token has been revoked");
    public static CognitoError AccessTokenLacksScope() => NotAuthorized("Access Token does not have required scopes");

    // Refresh tokens.
    public static CognitoError InvalidRefreshToken() => NotAuthorized("Invalid Refresh Token");
    public static CognitoError RefreshTokenOfOtherClient() => NotAuthorized("Refresh Token has different Client");
    public static CognitoError RefreshTokenExpired() => NotAuthorized("Refresh Token has expired");
    public static CognitoError RefreshTokenRevoked() => NotAuthorized("Refresh Token has been revoked");
    public static CognitoError RefreshTokenFamilyEnded() => new("NotAuthorizedException", null);
    public static CognitoError RefreshTokenUserDeleted() => NotAuthorized("The user has been deleted for the associated refresh token");
    public static CognitoError RefreshTokenReuse() => new("RefreshTokenReuseException", "Refresh token reuse detected");
    public static CognitoError RotationUnsupported() =>
        new("UnsupportedOperationException", "This API does not support refresh token rotation");
    public static CognitoError RevocationNotEnabled() =>
        new("UnsupportedOperationException", "This feature is not enabled for this client");
    public static CognitoError InvalidClientOrSecret() => new("UnauthorizedException", "Invalid client or secret");
    public static CognitoError UnsupportedTokenType() => new("UnsupportedTokenTypeException", "Unsupported token type");

    // App clients and their secrets.
    public static CognitoError ClientNotFound(string clientId) => ResourceNotFound($"User pool client {clientId} does not exist.");
    public static CognitoError ClientNotFoundInPool(string clientId, string poolId) =>
        ResourceNotFound($"User pool client {clientId} does not exist in user pool {poolId}.");
    public static CognitoError ClientNotDescribed() => ResourceNotFound("User pool client does not exist.");
    public static CognitoError SecretHashMissing(string clientId) =>
        NotAuthorized($"Client {clientId} is configured with secret but SECRET_HASH was not received");
    public static CognitoError SecretHashWrong(string clientId) => NotAuthorized($"Unable to verify secret hash for client {clientId}");
    public static CognitoError SecretHashWrongAtRefresh(string clientId) =>
        NotAuthorized($"SecretHash does not match for the client: {clientId}");
    public static CognitoError SecretHashUnexpected(string clientId) =>
        InvalidParameter($"App client {clientId} is not configured for secret but secret hash was received");
    public static CognitoError SecretMissing(string clientId) =>
        NotAuthorized($"Client {clientId} is configured for secret but secret was not received");

    // Things that are not there.
    public static CognitoError ResourceNotFound(string message) => new("ResourceNotFoundException", message);
    public static CognitoError PoolNotFound(string poolId) => ResourceNotFound($"User pool {poolId} does not exist.");
    public static CognitoError UserNotFound() => new("UserNotFoundException", "User does not exist.");
    public static CognitoError UsernameClientCombinationNotFound() =>
        new("UserNotFoundException", "Username/client id combination not found.");

    // States of a user.
    public static CognitoError UserNotConfirmed() => new("UserNotConfirmedException", "User is not confirmed.");
    public static CognitoError PasswordResetRequired() => new("PasswordResetRequiredException", "Password reset required for the user");
    public static CognitoError CannotBeConfirmed(string status) =>
        NotAuthorized($"User cannot be confirmed. Current status is {status}");
    public static CognitoError CannotResetPasswordInState() => NotAuthorized("User password cannot be reset in the current state.");
    public static CognitoError UnsupportedUserState(string message) => new("UnsupportedUserStateException", message);

    // Names that are taken.
    public static CognitoError UsernameExists() => UsernameExists("User already exists");
    public static CognitoError UsernameExists(string message) => new("UsernameExistsException", message);
    public static CognitoError AccountWithGivenExists(string attribute) =>
        UsernameExists($"An account with the given {attribute} already exists.");
    public static CognitoError AliasExists(string attribute) =>
        new("AliasExistsException", $"An account with the {attribute} already exists.");

    // Codes.
    public static CognitoError CodeMismatch() =>
        new("CodeMismatchException", "Invalid verification code provided, please try again.");
    public static CognitoError ExpiredCode() => new("ExpiredCodeException", "Invalid code provided, please request a code again.");
    public static CognitoError LimitExceeded() =>
        LimitExceeded("Attempt limit exceeded, please try after some time.");
    public static CognitoError LimitExceeded(string message) => new("LimitExceededException", message);
    public static CognitoError CodeDeliveryFailure(string message) => new("CodeDeliveryFailureException", message);

    // Parameters.
    public static CognitoError InvalidParameter(string message) => new("InvalidParameterException", message);
    public static CognitoError MissingParameter(string name) => InvalidParameter($"Missing required parameter {name}");
    public static CognitoError ConstraintViolations(IReadOnlyCollection<string> violations) => InvalidParameter(string.Create(
        CultureInfo.InvariantCulture,
        $"{violations.Count} validation error{(violations.Count == 1 ? "" : "s")} detected: {string.Join("; ", violations)}"));
    public static CognitoError InvalidPassword(string message) => new("InvalidPasswordException", message);
    public static CognitoError InvalidOAuthFlow(string message) => new("InvalidOAuthFlowException", message);
    public static CognitoError ScopeDoesNotExist(string scope) => new("ScopeDoesNotExistException", $"Invalid scope requested: {scope}");
    public static CognitoError InvalidPaginationToken() =>
        InvalidParameter("Provided pagination token is invalid. Check the token and try your request again.");
    public static CognitoError UserPoolTagging(string message) => new("UserPoolTaggingException", message);
    public static CognitoError FeatureUnavailableInTier(string message) => new("FeatureUnavailableInTierException", message);

    // Load and faults.
    public static CognitoError TooManyRequests() => new("TooManyRequestsException", "Too many requests");
    public static CognitoError InternalError() => new("InternalErrorException", "Something went wrong");
}
