namespace IdentityService.Doors.Tests.AwsJson.Signatures;

/// <summary>Signed by botocore 1.43.11 (SigV4Auth, SigV4QueryAuth) with the suite's key at the suite's time.</summary>
internal static class BotocoreVectors
{
    public const string CognitoIdp = """
        POST / HTTP/1.1
        Host: localhost:8080
        X-Amz-Target: AWSCognitoIdentityProviderService.AdminGetUser
        Content-Type: application/x-amz-json-1.1
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/cognito-idp/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=847a92f4561619e2e3a30366dbc0be92ac4c43e6e3aaabedc0ff773865753938

        {"UserPoolId":"eu-west-1_AbCdEf123","Username":"zoë"}
        """;

    public const string PathPrefix = """
        POST /idp/v1/ HTTP/1.1
        Host: localhost:8080
        X-Amz-Target: AWSCognitoIdentityProviderService.AdminGetUser
        Content-Type: application/x-amz-json-1.1
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/cognito-idp/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=bad237a478f2502c8ca0bf0449a041d8dced9f00fe6c39cb808c732d26fb5fd8

        {"UserPoolId":"eu-west-1_AbCdEf123","Username":"zoë"}
        """;

    public const string DateHeader = """
        POST / HTTP/1.1
        Host: localhost:8080
        X-Amz-Target: AWSCognitoIdentityProviderService.AdminGetUser
        Content-Type: application/x-amz-json-1.1
        Date: Sun, 30 Aug 2015 12:36:00 -0000
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/cognito-idp/aws4_request, SignedHeaders=content-type;date;host;x-amz-target, Signature=ab393115485bdfb3a4ec58589b3611990e68c3282af00d7d434283b7ede100bd

        {"UserPoolId":"eu-west-1_AbCdEf123","Username":"zoë"}
        """;

    public const string ContentHash = """
        POST / HTTP/1.1
        Host: localhost:8080
        X-Amz-Target: AWSCognitoIdentityProviderService.AdminGetUser
        Content-Type: application/x-amz-json-1.1
        X-Amz-Content-SHA256: 1331397d70195d7955dae1587b18805d14fdb8e85d87120ea8211b795cd04f6b
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/cognito-idp/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target, Signature=1173b24314999cf9db1cbb1074e3997275ca7d353a793d4cb82d68312c54994c

        {"UserPoolId":"eu-west-1_AbCdEf123","Username":"zoë"}
        """;

    public const string CognitoSync = """
        GET /identitypools/us-east-1%3A1111/identities/us-east-1%3A2222/datasets/a.b%3Ac/records?maxResults=10&lastSyncCount=0 HTTP/1.1
        Host: localhost:8080
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/cognito-sync/aws4_request, SignedHeaders=host;x-amz-date, Signature=eb2d5589b122b4f7a3a05982a29a2a1303aebf6b2f0976b7e2acbdffe0b87430
        """;

    public const string QueryEncoding = """
        GET /?b=a%20b%2Bc&a=%E1%88%B4&b=A&empty= HTTP/1.1
        Host: example.amazonaws.com
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=407af7df014017913be1228cdd612ddd0bf79594cbabef66495ec1e90853322e
        """;

    public const string BodyMovedToQuery = """
        POST /?UserPoolId=eu-west-1_AbCdEf123&Username=zo%C3%AB&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Feu-west-1%2Fcognito-idp%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=900&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-target&X-Amz-Signature=fee222f7cafdc12141c0585878932f15445863f8274364f9cd0a0236f615c65a HTTP/1.1
        Host: localhost:8080
        X-Amz-Target: AWSCognitoIdentityProviderService.AdminGetUser
        Content-Type: application/x-amz-json-1.1
        """;

    public const string Presigned = """
        POST /?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Feu-west-1%2Fcognito-idp%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=900&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-target&X-Amz-Signature=0d5da1e1a04c131ac182ab2c9345c446eb955a1ec7f6743951628483e4be2fe6 HTTP/1.1
        Host: localhost:8080
        X-Amz-Target: AWSCognitoIdentityProviderService.AdminGetUser
        Content-Type: application/x-amz-json-1.1

        {"UserPoolId":"eu-west-1_AbCdEf123","Username":"zoë"}
        """;

    public const string PresignedWithoutTarget = """
        POST /?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Feu-west-1%2Fcognito-idp%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=900&X-Amz-SignedHeaders=content-type%3Bhost&X-Amz-Signature=3e967f53f170d6df37541e067ef991c3cad3d8870378f45dcfbd6cba54dd7bc5 HTTP/1.1
        Host: localhost:8080
        Content-Type: application/x-amz-json-1.1

        {"UserPoolId":"eu-west-1_AbCdEf123","Username":"zoë"}
        """;

    public const string PresignedGetForSevenDays = """
        GET /?z=1&A=2&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Feu-west-1%2Fcognito-idp%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=a4faaf191c23d74af214ebe6fae2c191c50d53c7147107cdca482b925a31fccb HTTP/1.1
        Host: localhost:8080
        """;
}
