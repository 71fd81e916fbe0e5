using System.Runtime.InteropServices;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>OpenSSL 3, <c>openssl/bn.h</c>. Names and order of parameters are OpenSSL's.</summary>
internal static class OpenSslBigNumbers
{
    // The name without a version exists only where development files are installed.
    public const string Library = "libcrypto.so.3";

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern BigNumberHandle BN_new();

    // A null ret asks for a new BIGNUM.
    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern BigNumberHandle BN_bin2bn(in byte s, int len, IntPtr ret);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int BN_bn2binpad(BigNumberHandle a, ref byte to, int tolen);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern void BN_clear_free(IntPtr a);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern BigNumberContextHandle BN_CTX_new();

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern void BN_CTX_free(IntPtr c);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern MontgomeryHandle BN_MONT_CTX_new();

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int BN_MONT_CTX_set(MontgomeryHandle mont, BigNumberHandle mod, BigNumberContextHandle ctx);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern void BN_MONT_CTX_free(IntPtr mont);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int BN_mod_exp_mont_consttime(
        BigNumberHandle rr, BigNumberHandle a, BigNumberHandle p, BigNumberHandle m, BigNumberContextHandle ctx, MontgomeryHandle mont);
}
