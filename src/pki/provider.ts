import "@abraham/reflection";
import { cryptoProvider } from "@peculiar/x509";
import { webcrypto } from "../crypto/web.ts";

/**
 * The one door to @peculiar/x509. Its dependency injection wants a Reflect metadata shim loaded before it, hence the
 * first import; and it must do its cryptography where we do ours.
 */
cryptoProvider.set(webcrypto);

export {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  Pkcs10CertificateRequest,
  PublicKey,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
