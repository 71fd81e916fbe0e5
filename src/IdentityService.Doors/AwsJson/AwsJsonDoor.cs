using System.Diagnostics;
using System.Text.Json;
using IdentityService.Doors.AwsJson.Signatures;
using IdentityService.Engine;
using IdentityService.Operations;
using IdentityService.Wire;
using IdentityService.Wire.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityService.Doors.AwsJson;

/// <summary>
/// POST with X-Amz-Target, at any path: AWS JSON 1.1. Bytes to requests, answers and errors to bytes; every decision is behind the gate.
/// </summary>
public sealed class AwsJsonDoor(Gate gate, SignatureVerifier signatures, Installation installation, ILogger<AwsJsonDoor> log)
{
    public const string TargetHeader = "X-Amz-Target";

    /// <summary>Answers one request, whatever it holds. Never throws but when the caller is gone.</summary>
    public async Task Answer(HttpContext http)
    {
        var target = http.Request.Headers[TargetHeader].ToString();
        var started = Stopwatch.GetTimestamp();
        var line = Catalogue.Find(target);
        try
        {
            var answer = await Call(http, line);
            await AwsJsonAnswer.Write(http, answer);
            log.Answered(line!.Name, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (CognitoError error)
        {
            await AwsJsonAnswer.Write(http, error);
            log.Refused(line?.Name ?? "unknown", error.Type, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            log.Failed(line?.Name ?? "unknown", fault);
            await AwsJsonAnswer.Write(http, CognitoErrors.InternalError());
        }
    }

    private async Task<object> Call(HttpContext http, CatalogueLine? line)
    {
        if (line is null)
            throw new CognitoError("UnknownOperationException", message: null);

        var body = await RequestBody.Read(http.Request, http.RequestAborted);
        var signer = line.Contract.NeedsSigV4 ? await Signer(http, body, line.Contract.Service) : null;
        using var json = Parse(body);
        return await gate.Call(line, json.RootElement, signer, http.RequestAborted);
    }

    // On an operation that needs no signature one is ignored, valid or not (Cognito: observed).
    private async Task<Administrator> Signer(HttpContext http, ReadOnlyMemory<byte> body, string service)
    {
        var caller = await signatures.Verify(http.Request, body, service, http.RequestAborted);
        return new Administrator(caller.AccessKeyId, caller.Principal, installation.RegionFor(caller.Region));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, WireJson.Documents);
        }
        catch (JsonException)
        {
            throw ContractErrors.Malformed();
        }
    }
}
