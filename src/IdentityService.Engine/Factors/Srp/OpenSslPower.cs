using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>Modular powers by OpenSSL's <c>BN_mod_exp_mont_consttime</c>. Safe for any number of threads.</summary>
public sealed class OpenSslPower
{
    private readonly BigNumberHandle _modulus;
    private readonly MontgomeryHandle _montgomery;

    private OpenSslPower()
    {
        _modulus = Load(SrpGroup.N.ToByteArray(isUnsigned: true, isBigEndian: true));
        _montgomery = Demand(OpenSslBigNumbers.BN_MONT_CTX_new());
        using var context = Demand(OpenSslBigNumbers.BN_CTX_new());
        Demand(OpenSslBigNumbers.BN_MONT_CTX_set(_montgomery, _modulus, context));
    }

    /// <summary>Null where this machine has no OpenSSL 3.</summary>
    public static OpenSslPower? Shared { get; } = TryLoad(OpenSslBigNumbers.Library);

    /// <summary>Null when the library or one of its functions is not there; never throws for that.</summary>
    public static OpenSslPower? TryLoad(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle))
            return null;

        // The library stays loaded: the imports below stand on it for as long as the process lives.
        return NativeLibrary.TryGetExport(handle, nameof(OpenSslBigNumbers.BN_mod_exp_mont_consttime), out _)
            && NativeLibrary.TryGetExport(handle, nameof(OpenSslBigNumbers.BN_bn2binpad), out _)
            ? new OpenSslPower()
            : null;
    }

    /// <summary>base^exponent mod N in <see cref="SrpGroup.ElementLength"/> bytes.</summary>
    /// <exception cref="CryptographicException">OpenSSL had no memory.</exception>
    public byte[] Raise(ReadOnlySpan<byte> number, ReadOnlySpan<byte> exponent)
    {
        using var a = Load(number);
        using var p = Load(exponent);
        using var power = Demand(OpenSslBigNumbers.BN_new());
        using var context = Demand(OpenSslBigNumbers.BN_CTX_new());
        Demand(OpenSslBigNumbers.BN_mod_exp_mont_consttime(power, a, p, _modulus, context, _montgomery));

        var element = new byte[SrpGroup.ElementLength];
        if (OpenSslBigNumbers.BN_bn2binpad(power, ref element[0], element.Length) != element.Length)
            throw new CryptographicException("OpenSSL answered with a number outside the group.");
        return element;
    }

    private static BigNumberHandle Load(ReadOnlySpan<byte> bytes) =>
        Demand(OpenSslBigNumbers.BN_bin2bn(in MemoryMarshal.GetReference(bytes), bytes.Length, IntPtr.Zero));

    private static T Demand<T>(T handle) where T : SafeHandle =>
        handle.IsInvalid ? throw new CryptographicException("OpenSSL could not allocate a number.") : handle;

    private static void Demand(int success)
    {
        if (success != 1)
            throw new CryptographicException("OpenSSL could not calculate a modular power.");
    }
}
