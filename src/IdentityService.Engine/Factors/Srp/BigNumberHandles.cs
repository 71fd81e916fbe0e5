using Microsoft.Win32.SafeHandles;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>A BIGNUM of OpenSSL, overwritten when it is freed.</summary>
internal sealed class BigNumberHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        OpenSslBigNumbers.BN_clear_free(handle);
        return true;
    }
}

/// <summary>OpenSSL's pool of temporaries for one calculation; not for two threads at once. Freeing it overwrites them.</summary>
internal sealed class BigNumberContextHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        OpenSslBigNumbers.BN_CTX_free(handle);
        return true;
    }
}

/// <summary>What OpenSSL works out once for a modulus; only read afterwards, so threads may share it.</summary>
internal sealed class MontgomeryHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        OpenSslBigNumbers.BN_MONT_CTX_free(handle);
        return true;
    }
}
