namespace IdentityService.Doors.Tests.AwsJson.Signatures;

/// <summary>
/// From the test suite that AWS publishes for Signature Version 4 (aws-sig-v4-test-suite), under its names: region us-east-1,
/// service "service".
/// </summary>
internal static class SuiteVectors
{
    public const string GetVanilla = """
        GET / HTTP/1.1
        Host: example.amazonaws.com
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
        """;

    public const string PostVanilla = """
        POST / HTTP/1.1
        Host: example.amazonaws.com
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
        """;

    public const string GetVanillaQueryOrderKeyCase = """
        GET /?Param2=value2&Param1=value1 HTTP/1.1
        Host: example.amazonaws.com
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
        """;

    public const string GetHeaderKeyDuplicate = """
        GET / HTTP/1.1
        Host: example.amazonaws.com
        My-Header1: value2
        My-Header1: value2
        My-Header1: value1
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;my-header1;x-amz-date, Signature=c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea
        """;

    public const string GetHeaderValueTrim = """
        GET / HTTP/1.1
        Host: example.amazonaws.com
        My-Header1:  value1
        My-Header2:  "a   b   c"
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;my-header1;my-header2;x-amz-date, Signature=acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736
        """;

    public const string GetUtf8 = """
        GET /ሴ HTTP/1.1
        Host: example.amazonaws.com
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
        """;

    public const string GetRelative = """
        GET /example/.. HTTP/1.1
        Host: example.amazonaws.com
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
        """;

    public const string GetSlashes = """
        GET //example// HTTP/1.1
        Host: example.amazonaws.com
        X-Amz-Date: 20150830T123600Z
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84
        """;
}
